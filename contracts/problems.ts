/**
 * The catalogue of public problems (RFC 9457): every error that a caller of the hub can meet, with a stable
 * text code, a title in both languages, the HTTP status and what to change. Nothing else makes a problem.
 */

interface ProblemKind {
  readonly status: number
  readonly title: { readonly en: string; readonly fa: string }
  /** What the reader can do about it. */
  readonly remedy: string
}

/** All problems by code. */
export const problemKinds = {
  badInput: {
    status: 400,
    title: { en: 'The input is not valid', fa: 'ورودی معتبر نیست' },
    remedy: 'Correct the fields named in `errors` and send the request again.',
  },
  malformedBody: {
    status: 400,
    title: { en: 'The body cannot be read', fa: 'بدنهٔ درخواست خوانده نمی‌شود' },
    remedy: 'Send well-formed JSON (or XML where the operation takes XML) in UTF-8.',
  },
  unauthenticated: {
    status: 401,
    title: { en: 'Who are you?', fa: 'هویت شما روشن نیست' },
    remedy: 'Send a valid API key in `Authorization: Bearer …`.',
  },
  forbidden: {
    status: 403,
    title: { en: 'Not allowed', fa: 'اجازهٔ این کار را ندارید' },
    remedy: 'Ask for a key that has the scope named in `detail`.',
  },
  callbackRefused: {
    status: 403,
    title: { en: 'The callback was turned away', fa: 'بازگشت پذیرفته نشد' },
    remedy: 'Send what the source documents; nothing was stored.',
  },
  notFound: {
    status: 404,
    title: { en: 'There is no such address', fa: 'چنین نشانی وجود ندارد' },
    remedy: 'See /docs for what exists.',
  },
  adapterNotFound: {
    status: 404,
    title: { en: 'There is no such adapter', fa: 'چنین آداپتوری وجود ندارد' },
    remedy: 'See GET /v1/adapters for the names.',
  },
  connectionNotFound: {
    status: 404,
    title: { en: 'There is no such connection', fa: 'چنین اتصالی وجود ندارد' },
    remedy: 'See GET /v1/connections for the names.',
  },
  operationNotFound: {
    status: 404,
    title: { en: 'The connection has no such operation', fa: 'این اتصال چنین عملیاتی ندارد' },
    remedy: 'See GET /v1/adapters/{name} for its operations.',
  },
  sourceNotFound: {
    status: 404,
    title: { en: 'The connection has no such source', fa: 'این اتصال چنین منبعی ندارد' },
    remedy: 'See GET /v1/connections/{name}/sources.',
  },
  soapServiceNotFound: {
    status: 404,
    title: { en: 'There is no such SOAP service', fa: 'چنین سرویس SOAP وجود ندارد' },
    remedy: 'See CustomerService, AccountingService and MessageService at /soap/{service}?wsdl.',
  },
  profileNotFound: {
    status: 404,
    title: { en: 'There is no such profile', fa: 'چنین پرونده‌ای وجود ندارد' },
    remedy: 'Look it up by an identifier: GET /v1/profiles?identifier=nationalCode:…',
  },
  matchDecisionNotFound: {
    status: 404,
    title: { en: 'There is no such decision', fa: 'چنین تصمیمی وجود ندارد' },
    remedy: 'See GET /v1/match-decisions.',
  },
  matchModelNotFound: {
    status: 404,
    title: { en: 'There is no such match model', fa: 'چنین الگوی تطبیقی وجود ندارد' },
    remedy: 'See GET /v1/match-models.',
  },
  matchReviewNotFound: {
    status: 404,
    title: { en: 'There is no such open review', fa: 'چنین بررسی بازی وجود ندارد' },
    remedy: 'It may have been decided, or its records have changed. See GET /v1/match-reviews.',
  },
  refusedRecordNotFound: {
    status: 404,
    title: { en: 'There is no such refused record', fa: 'چنین رکورد پذیرفته‌نشده‌ای وجود ندارد' },
    remedy: 'It may have been taken in. See GET /v1/refused-records.',
  },
  importNotFound: {
    status: 404,
    title: { en: 'There is no such import', fa: 'چنین ورود پرونده‌ای وجود ندارد' },
    remedy: 'See GET /v1/imports for the ids.',
  },
  erasureNotFound: {
    status: 404,
    title: { en: 'There is no such erasure', fa: 'چنین حذفی وجود ندارد' },
    remedy: 'See GET /v1/erasures for the ids.',
  },
  survivorshipPolicyNotFound: {
    status: 404,
    title: { en: 'There is no such version of the policy', fa: 'چنین نسخه‌ای از سیاست وجود ندارد' },
    remedy: 'See GET /v1/survivorship-policy/versions.',
  },
  backgroundOperationNotFound: {
    status: 404,
    title: { en: 'There is no such background operation', fa: 'چنین عملیات پس‌زمینه‌ای وجود ندارد' },
    remedy: 'See GET /v1/operations.',
  },
  flowNotFound: {
    status: 404,
    title: { en: 'There is no such flow', fa: 'چنین گردش‌کاری وجود ندارد' },
    remedy: 'See GET /v1/flows for the keys, or deploy it first.',
  },
  formNotFound: {
    status: 404,
    title: { en: 'There is no such form', fa: 'چنین فرمی وجود ندارد' },
    remedy: 'See GET /v1/forms for the ids, or deploy it first.',
  },
  runNotFound: {
    status: 404,
    title: { en: 'There is no such run', fa: 'چنین اجرایی وجود ندارد' },
    remedy: 'See GET /v1/runs.',
  },
  runActionNotFound: {
    status: 404,
    title: { en: 'There is no such action', fa: 'چنین عملیاتی وجود ندارد' },
    remedy: 'See GET /v1/runs/actions.',
  },
  jobNotFound: {
    status: 404,
    title: { en: 'There is no such job', fa: 'چنین کاری برای انجام نیست' },
    remedy: 'Nothing is left to do for it; ask for the next one.',
  },
  workItemNotFound: {
    status: 404,
    title: { en: 'There is no such work item', fa: 'چنین کاری وجود ندارد' },
    remedy: 'See GET /v1/work-items.',
  },
  ruleSetNotFound: {
    status: 404,
    title: { en: 'There is no such rule set', fa: 'چنین مجموعه قاعده‌ای وجود ندارد' },
    remedy: 'See GET /v1/rules.',
  },
  ruleEventNotFound: {
    status: 404,
    title: { en: 'There is no such rule event', fa: 'چنین رویدادی برای قاعده‌ها نیست' },
    remedy: 'See GET /v1/rule-events; events are kept for 35 days.',
  },
  calendarNotFound: {
    status: 404,
    title: { en: 'There is no such calendar', fa: 'چنین تقویم کاری وجود ندارد' },
    remedy: 'See GET /v1/calendars for the keys, or save it first.',
  },
  clockNotFound: {
    status: 404,
    title: { en: 'There is no such clock', fa: 'چنین زمان‌سنجی وجود ندارد' },
    remedy: 'See GET /v1/clocks.',
  },
  caseNotFound: {
    status: 404,
    title: { en: 'There is no such case', fa: 'چنین پرونده‌ای پیدا نشد' },
    remedy: 'See GET /v1/cases; a tracking code is written without blanks.',
  },
  caseTypeNotFound: {
    status: 404,
    title: { en: 'There is no such case type', fa: 'چنین گونهٔ موردی وجود ندارد' },
    remedy: 'See GET /v1/case-types for the keys.',
  },
  relationshipNotFound: {
    status: 404,
    title: { en: 'There is no such relationship', fa: 'چنین رابطه‌ای وجود ندارد' },
    remedy: 'See GET /v1/profiles/{id}/relationships for those of a profile.',
  },
  writeBackNotFound: {
    status: 404,
    title: { en: 'There is no such write-back', fa: 'چنین تغییر ارسالی‌ای وجود ندارد' },
    remedy: 'See GET /v1/write-backs for what is on its way and what did not get through.',
  },
  segmentNotFound: {
    status: 404,
    title: { en: 'There is no such segment', fa: 'چنین بخشی وجود ندارد' },
    remedy: 'See GET /v1/segments for the keys.',
  },
  consentMissing: {
    status: 403,
    title: { en: 'The receiver has not allowed it', fa: 'گیرنده رضایت نداده است' },
    remedy: 'Ask for consent first (POST /v1/profiles/{id}/consents), or choose another receiver.',
  },
  recordNotFound: {
    status: 404,
    title: { en: 'There is no such record', fa: 'چنین رکوردی وجود ندارد' },
    remedy: 'See GET /v1/records/{type}; records of other systems need `connection`.',
  },
  definitionNotFound: {
    status: 404,
    title: { en: 'There is no such definition', fa: 'چنین تعریفی وجود ندارد' },
    remedy: 'See the list at the address without its last part.',
  },
  contentNotFound: {
    status: 404,
    title: { en: 'There is no such content', fa: 'چنین محتوایی وجود ندارد' },
    remedy: 'Contents are kept for thirty days; send or fetch it again.',
  },
  attachmentNotFound: {
    status: 404,
    title: { en: 'The case has no such file', fa: 'این مورد چنین پیوستی ندارد' },
    remedy: 'See `attachments` of the case.',
  },
  moduleOff: {
    status: 404,
    title: { en: 'This part of the hub is not switched on', fa: 'این بخش سامانه روشن نیست' },
    remedy: 'Ask a hub that has it, or add the module named in `detail` to PEYVAND_MODULES and restart.',
  },
  methodNotAllowed: {
    status: 405,
    title: { en: 'The address does not take this method', fa: 'این نشانی این روش را نمی‌پذیرد' },
    remedy: 'Use a method named in the `Allow` header.',
  },
  conflict: {
    status: 409,
    title: { en: 'The present state does not allow this', fa: 'وضعیت کنونی این کار را نمی‌پذیرد' },
    remedy: 'Read the thing again; `detail` says which state it is in.',
  },
  masteredElsewhere: {
    status: 409,
    title: { en: 'Another system is the source of truth', fa: 'مرجع این داده سامانهٔ دیگری است' },
    remedy: 'Change it in the system that `errors` names, or give the attribute a `writeBack` in the policy.',
  },
  jobLockLost: {
    status: 409,
    title: { en: 'The lock of the job has run out', fa: 'قفل این کار به پایان رسیده است' },
    remedy: 'Drop the result and ask for the next job; extend the lock in time for long work.',
  },
  workItemTaken: {
    status: 409,
    title: { en: 'Somebody else has this work item', fa: 'این کار در دست دیگری است' },
    remedy: 'Ask the assignee to release it, or have it assigned to you.',
  },
  workItemClosed: {
    status: 409,
    title: { en: 'The work item is done', fa: 'این کار بسته شده است' },
    remedy: 'Nothing is left to do; read the run for what followed.',
  },
  requestInProgress: {
    status: 409,
    title: { en: 'The same request is still being worked on', fa: 'همین درخواست هنوز در دست انجام است' },
    remedy: 'Wait a moment and send it again with the same Idempotency-Key.',
  },
  preconditionFailed: {
    status: 412,
    title: { en: 'It was changed in the meantime', fa: 'در این میان تغییر کرده است' },
    remedy: 'Read it again and send the change with the new ETag in If-Match.',
  },
  bodyTooLarge: {
    status: 413,
    title: { en: 'The body is too large', fa: 'بدنهٔ درخواست بیش از اندازه بزرگ است' },
    remedy: 'Send less at once; `detail` says the limit.',
  },
  unsupportedMediaType: {
    status: 415,
    title: { en: 'The body has the wrong media type', fa: 'نوع محتوای بدنه پذیرفته نیست' },
    remedy: 'Set Content-Type to one that the operation documents.',
  },
  idempotencyKeyReused: {
    status: 422,
    title: {
      en: 'The Idempotency-Key was used for another request',
      fa: 'این کلید برای درخواست دیگری به کار رفته است',
    },
    remedy: 'Use a fresh key for a different request.',
  },
  variablesTooLarge: {
    status: 422,
    title: { en: 'The variables are too large', fa: 'متغیرها بیش از اندازه بزرگ‌اند' },
    remedy: 'Send less, or map only what the flow needs; `detail` names the largest variable.',
  },
  migrationRefused: {
    status: 422,
    title: { en: 'The run cannot move to that version', fa: 'این اجرا به آن نسخه نمی‌رود' },
    remedy: 'See `errors`, each under its element: map renamed elements, or restart the run there.',
  },
  calendarNeverOpen: {
    status: 422,
    title: { en: 'The calendar has not enough open time', fa: 'این تقویم به اندازهٔ کافی ساعت کاری ندارد' },
    remedy: 'Give the calendar working hours, or ask for a time that is nearer.',
  },
  attachmentRefused: {
    status: 422,
    title: { en: 'The file is not taken', fa: 'پیوست پذیرفته نشد' },
    remedy: 'Send a file of a kind named in `detail`, with a name that fits its content.',
  },
  modelRefused: {
    status: 422,
    title: { en: 'The flow cannot be deployed', fa: 'گردش‌کار پذیرفته نشد' },
    remedy: 'Correct every problem in `errors`; each names its element.',
  },
  remoteRefused: {
    status: 422,
    title: { en: 'The remote system said no', fa: 'سامانهٔ مقابل نپذیرفت' },
    remedy: 'See `detail` for its own words and code.',
  },
  rateLimited: {
    status: 429,
    title: { en: 'Too many requests', fa: 'شمار درخواست‌ها بیش از اندازه است' },
    remedy: 'Wait for the seconds in Retry-After.',
  },
  internal: {
    status: 500,
    title: { en: 'A fault of ours', fa: 'خطای داخلی' },
    remedy: 'Try again; if it stays, tell us the traceId.',
  },
  remoteUnreadable: {
    status: 502,
    title: { en: 'The remote system answered nonsense', fa: 'پاسخ سامانهٔ مقابل خوانا نبود' },
    remedy: 'See the connection; its reply breaks its own schema.',
  },
  remoteUnavailable: {
    status: 503,
    title: { en: 'The remote system cannot be reached', fa: 'سامانهٔ مقابل در دسترس نیست' },
    remedy: 'Try again after Retry-After; check the connection.',
  },
  databaseUnavailable: {
    status: 503,
    title: { en: 'The database cannot be reached', fa: 'پایگاه داده در دسترس نیست' },
    remedy: 'Try again after Retry-After; nothing was stored.',
  },
  overloaded: {
    status: 503,
    title: { en: 'Too much is waiting to be written', fa: 'کارهای در انتظار نوشتن بیش از اندازه است' },
    remedy: 'Try again after Retry-After; nothing was stored.',
  },
  shuttingDown: {
    status: 503,
    title: { en: 'The hub is stopping', fa: 'سامانه در حال ایست است' },
    remedy: 'Try again after Retry-After.',
  },
  misconfigured: {
    status: 503,
    title: { en: 'The connection needs attention', fa: 'اتصال نیاز به رسیدگی دارد' },
    remedy: 'Correct the settings of the connection; `detail` says which.',
  },
  outcomeUnknown: {
    status: 504,
    title: { en: 'Nobody knows whether it happened', fa: 'روشن نیست که انجام شد یا نه' },
    remedy: 'Do not repeat it blindly; ask again with the same idempotency key, or settle it by hand.',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>

/** The stable code of a problem. */
export type ProblemCode = keyof typeof problemKinds

/** One wrong field: where (a path such as `records/3/data/mobile`) and what to change. */
export interface FieldError {
  readonly path: string
  readonly message: string
}

/** A problem that can be thrown; the API turns it into `application/problem+json`. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly detail: string
  readonly errors: readonly FieldError[]
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ProblemCode,
    detail: string,
    more: {
      readonly errors?: readonly FieldError[]
      readonly retryAfterSeconds?: number
      readonly cause?: unknown
    } = {},
  ) {
    super(detail, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = 'Problem'
    this.code = code
    this.detail = detail
    this.errors = more.errors ?? []
    this.retryAfterSeconds = more.retryAfterSeconds
  }
}

/** The problem inside anything thrown, or `undefined`. Recognises by code, not by class. */
export function problemOf(thrown: unknown): Problem | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown) || !('detail' in thrown)) return undefined
  return typeof thrown.code === 'string' && thrown.code in problemKinds ? (thrown as Problem) : undefined
}
