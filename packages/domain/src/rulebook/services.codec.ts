import * as t from 'io-ts';
import { nullable, Text, type Json } from '@casebook/vocabulary';
import { ConditionCodec } from './condition.codec';
import type { ServiceDefinition } from './service-definition';

export const ServiceCodec: t.Type<ServiceDefinition, Json> = t.strict(
  {
    name: Text,
    description: Text,
    caseType: Text,
    products: t.readonlyArray(Text, 'a list of products'),
    offeredWhen: ConditionCodec,
    defaults: t.strict(
      { fields: t.record(t.string, Text, 'the values of fields, by name'), category: nullable(Text) },
      'fields and a category',
    ),
    related: t.readonlyArray(Text, 'a list of services'),
  },
  'a service: its name, description and case type, and to whom it is offered',
);
