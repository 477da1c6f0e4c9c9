/**
 * What a machine can say of a case, or of a message in it. A `duplicate` names the number of the other case, a `language` its tag, as
 * `en` or `pt-BR`; `intent` and `risk` are words of the assessor's own.
 */
export type AssessmentKind = 'category' | 'complexity' | 'duplicate' | 'intent' | 'language' | 'risk' | 'sentiment';
