import type { Attributes, Tracer } from '@opentelemetry/api';
import type { EventStore, LogFilter, LogPage, Subscribe } from '@casebook/event-store';
import { attribute } from './attributes';
import type { instruments } from './instruments';
import type { Consumer } from './lag';

/** What a filter says that may be told. */
export const filterAttributes = ({ tenant, categories }: LogFilter): Attributes => ({
  ...(tenant === undefined ? {} : { [attribute.tenant]: tenant }),
  ...(categories === undefined ? {} : { [attribute.category]: [...categories] }),
});

/** Each page with events is a span, from when it is handed over until the next one is asked for. */
export const observedSubscribe = (
  subscribe: EventStore['subscribe'],
  tracer: Tracer | undefined,
  made: ReturnType<typeof instruments>,
  consumers: Set<Consumer>,
): EventStore['subscribe'] =>
  async function* (options: Subscribe): AsyncGenerator<LogPage> {
    const { after, filter = {}, name = 'unnamed' } = options;
    let dealt = after;
    const consumer: Consumer = { name, filter, position: () => Promise.resolve(dealt) };
    consumers.add(consumer);
    try {
      for await (const page of subscribe(options)) {
        const { events, position } = page;
        const count = events.length;
        if (count > 0) made.eventsRead.add(count, { [attribute.operation]: 'subscribe' });
        const attributes = {
          [attribute.consumer]: name,
          [attribute.events]: count,
          [attribute.position]: position,
          ...filterAttributes(filter),
        };
        const span = count > 0 ? tracer?.startSpan('casebook.subscription.page', { attributes }) : undefined;
        try {
          yield page;
        } finally {
          span?.end();
        }
        dealt = position;
      }
    } finally {
      consumers.delete(consumer);
    }
  };
