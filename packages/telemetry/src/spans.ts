import {
  INVALID_SPAN_CONTEXT,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { attribute } from './attributes';

/** Does work in a span that is the active one meanwhile, and ends it whatever comes of the work. */
export type InSpan = <A>(name: string, attributes: Attributes, work: (span: Span) => Promise<A>) => Promise<A>;

export const failed = (span: Span, type: string): void => {
  span.setAttribute(attribute.error, type);
  span.setStatus({ code: SpanStatusCode.ERROR });
};

/** Of an error only its name is told. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '_OTHER');

export const spans = (tracer: Tracer | undefined): InSpan => {
  const none = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
  return (name, attributes, work) => {
    if (tracer === undefined) return work(none);
    return tracer.startActiveSpan(name, { attributes }, async (span) => {
      try {
        return await work(span);
      } catch (error) {
        failed(span, nameOf(error));
        throw error;
      } finally {
        span.end();
      }
    });
  };
};
