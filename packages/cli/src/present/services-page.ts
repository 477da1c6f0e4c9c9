import type { OfferedService, ServicesOffered } from '@casebook/casebook';
import type { Look } from './look';
import { counted } from './number';
import { blocks, title } from './title';
import { hanging } from './wrap';

const labelWidth = 13;

const begun = ({ caseType, defaults: { fields, category } }: OfferedService): string =>
  [
    `a case of type ${caseType}`,
    ...(category === null ? [] : [`in ${category}`]),
    ...Object.entries(fields).map(([name, value]) => `${name} ${value}`),
  ].join(', ');

const block = ({ color, width }: Look, service: OfferedService): string => {
  const { name, description, related, because } = service;
  const line = (label: string, text: string): string => hanging(`    ${label}`, text, width, labelWidth);
  return [
    `${color.green('+')} ${color.bold(name)}`,
    line('what', description),
    line('makes', begun(service)),
    line('why', because),
    ...(related.length === 0 ? [] : [line('see also', related.join(', '))]),
  ].join('\n');
};

/** What a customer can be offered, and what cannot be offered, with the reasons. */
export const servicesPage = (look: Look, { rulebook, offered, notOffered }: ServicesOffered): string => {
  const { color, width } = look;
  const all = offered.length + notOffered.length;
  const heading = title(look, 'Services', `${offered.length} of ${counted(all, 'service')} of rulebook ${rulebook}`);
  return all === 0
    ? title(look, 'Services', `rulebook ${rulebook} defines none`)
    : blocks(
        heading,
        ...offered.map((service) => block(look, service)),
        notOffered
          .map(({ name, because }) =>
            hanging(`${color.dim('-')} `, `${name}: not offered, because ${because}`, width, 2),
          )
          .join('\n'),
      );
};
