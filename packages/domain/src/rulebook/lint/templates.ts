import { placeholdersIn } from '../template';
import { finding, type Check } from './finding';

const custom = /^fields\.(.+)$/s;

/** Fields that templates name: one that is there, and that tells nothing about a person. */
export const templates: Check = ({ templates: all, fields }) =>
  all.flatMap(({ text }, index) =>
    placeholdersIn(text).names.flatMap((placeholder) => {
      const name = custom.exec(placeholder)?.[1];
      if (name === undefined || fields.length === 0) return [];
      const field = fields.find((one) => one.name === name);
      if (field === undefined) return finding(`templates.${index}.text`, `${name} is not among the fields`);
      return field.personal ? finding(`templates.${index}.text`, `${name} is personal: no template can name it`) : [];
    }),
  );
