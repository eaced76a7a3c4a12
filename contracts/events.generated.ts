/* Generated from contracts/events/*.json by npm run gen. Change those, not this. */

/**
 * Every type of contracts/events by its name.
 */
export interface Events {
  'case-changed': CaseChanged
  'clock-marked': ClockReachedAMark
  'cloud-event': CloudEvent
  'payment-confirmed': PaymentConfirmed
  'payment-failed': PaymentFailed
  'payment-refunded': PaymentRefunded
  'payment-requested': PaymentRequested
  'profile-created': ProfileCreated
  'profile-erased': ProfileErased
  'profile-merged': ProfilesMerged
  'profile-updated': ProfileUpdated
  'run-completed': RunCompleted
  'run-ended': RunEndedEarly
  'run-incident': RunIncident
  'run-started': RunStarted
}
/**
 * Case changed (پرونده تغییر کرد). Something happened to a case: data of `case.created`, `case.moved`, `case.assigned`, `case.commented` and whatever else its trace has. What people said is not in it.
 */
export interface CaseChanged {
  /**
   * Case (پرونده).
   */
  caseId: string
  /**
   * Number (شماره).
   */
  number: string
  /**
   * Type (نوع).
   */
  caseType: string
  /**
   * State (وضعیت).
   */
  state: string
  /**
   * Kind of state (گونه وضعیت).
   */
  stateKind: string
  /**
   * Priority (اولویت).
   */
  priority: string
  /**
   * By (به دست).
   */
  by: string
  /**
   * Visibility (دیده‌شدن).
   */
  visibility: string
  /**
   * Name (نام). Of the transition, relation or field.
   */
  name?: string
  /**
   * Team (تیم).
   */
  team?: string
  /**
   * Assignee (مسئول).
   */
  assignee?: string
  /**
   * Catalogue subject (موضوع).
   */
  catalogue?: string
  /**
   * Parent (پرونده بالادست).
   */
  parent?: string
}
/**
 * Clock reached a mark (ساعت توافق به نشانه رسید). A clock of a service level warned, was breached or escalated. Data of `clock.warned`, `clock.breached` and `clock.escalated`.
 */
export interface ClockReachedAMark {
  /**
   * Clock (ساعت).
   */
  clockId: string
  /**
   * Kind of subject (گونه موضوع).
   */
  subjectKind: string
  /**
   * Subject (موضوع).
   */
  subjectId: string
  /**
   * Label (برچسب).
   */
  label?: string
  /**
   * Policy (سیاست).
   */
  policy: string
  /**
   * Target (هدف).
   */
  target: string
  /**
   * Agreement (توافق).
   */
  agreement: string
  /**
   * Mark (نشانه).
   */
  mark: string
  /**
   * Due at (موعد). An instant, RFC 3339.
   */
  dueAt?: string
}
/**
 * Cloud event (رویداد). The CloudEvents 1.0 envelope (JSON format) of every event that leaves the hub. `data` follows the schema of its `type`.
 */
export interface CloudEvent {
  /**
   * Version of CloudEvents (نسخه استاندارد).
   */
  specversion: '1.0'
  /**
   * Id (شناسه). The same on every delivery of the same event; with `source` it identifies the event.
   */
  id: string
  /**
   * Source (منبع).
   */
  source: string
  /**
   * Type (نوع رویداد). `<entity>.<event>`, which is the routing key too: `profile.updated`, `payment.confirmed`.
   */
  type: string
  /**
   * Subject (موضوع). Id of what the event is about.
   */
  subject?: string
  /**
   * Time (زمان). An instant, RFC 3339.
   */
  time: string
  /**
   * Content type (نوع محتوا).
   */
  datacontenttype?: 'application/json'
  /**
   * Schema of the data (الگوی داده).
   */
  dataschema?: string
  /**
   * Correlation id (شناسه همبستگی).
   */
  correlationid?: string
  /**
   * Data (داده).
   */
  data: {}
}
/**
 * Payment confirmed (پرداخت تأیید شد). The gateway confirmed that money has moved. Data of `payment.confirmed`.
 */
export interface PaymentConfirmed {
  /**
   * Payment (پرداخت). The same in every event of one payment.
   */
  paymentId: string
  /**
   * Connection (اتصال).
   */
  connection: string
  /**
   * Reference (شماره مرجع درگاه).
   */
  reference: string
  /**
   * Amount (rial) (مبلغ (ریال)).
   */
  amountRial: number
  /**
   * Invoice number (شماره فاکتور).
   */
  invoiceNumber?: string
  /**
   * Order number (شماره سفارش).
   */
  orderNumber?: string
  /**
   * Trace number (شماره پیگیری).
   */
  traceNumber?: string
  /**
   * Profile (پرونده). The customer, once it is known.
   */
  profileId?: string
  /**
   * Confirmed at (زمان تأیید). An instant, RFC 3339.
   */
  confirmedAt: string
}
/**
 * Payment failed (پرداخت ناموفق بود). A payment was not made. Data of `payment.failed`.
 */
export interface PaymentFailed {
  /**
   * Payment (پرداخت). The same in every event of one payment.
   */
  paymentId: string
  /**
   * Connection (اتصال).
   */
  connection: string
  /**
   * Reference (شناسه مرجع).
   */
  reference: string
  /**
   * Amount (rial) (مبلغ (ریال)).
   */
  amountRial: number
  /**
   * Invoice number (شماره صورت‌حساب).
   */
  invoiceNumber?: string
  /**
   * Order number (شماره سفارش).
   */
  orderNumber?: string
  /**
   * Trace number (کد پیگیری).
   */
  traceNumber?: string
  /**
   * Failure code (کد خطا).
   */
  failureCode?: string
  /**
   * Profile (پرونده). The customer, once it is known.
   */
  profileId?: string
  /**
   * Failed at (زمان شکست). An instant, RFC 3339.
   */
  failedAt: string
}
/**
 * Payment refunded (پرداخت برگشت داده شد). The money went back to the payer. Data of `payment.refunded`.
 */
export interface PaymentRefunded {
  /**
   * Payment (پرداخت). The same in every event of one payment.
   */
  paymentId: string
  /**
   * Connection (اتصال).
   */
  connection: string
  /**
   * Reference (شناسه مرجع).
   */
  reference: string
  /**
   * Amount (rial) (مبلغ (ریال)).
   */
  amountRial: number
  /**
   * Invoice number (شماره صورت‌حساب).
   */
  invoiceNumber?: string
  /**
   * Order number (شماره سفارش).
   */
  orderNumber?: string
  /**
   * Trace number (کد پیگیری).
   */
  traceNumber?: string
  /**
   * Failure code (کد خطا).
   */
  failureCode?: string
  /**
   * Profile (پرونده). The customer, once it is known.
   */
  profileId?: string
  /**
   * Refunded at (زمان برگشت). An instant, RFC 3339.
   */
  refundedAt: string
}
/**
 * Payment requested (پرداخت درخواست شد). A payment was asked for. Data of `payment.requested`.
 */
export interface PaymentRequested {
  /**
   * Payment (پرداخت). The same in every event of one payment.
   */
  paymentId: string
  /**
   * Connection (اتصال).
   */
  connection: string
  /**
   * Reference (شناسه مرجع).
   */
  reference: string
  /**
   * Amount (rial) (مبلغ (ریال)).
   */
  amountRial: number
  /**
   * Invoice number (شماره صورت‌حساب).
   */
  invoiceNumber?: string
  /**
   * Order number (شماره سفارش).
   */
  orderNumber?: string
  /**
   * Trace number (کد پیگیری).
   */
  traceNumber?: string
  /**
   * Failure code (کد خطا).
   */
  failureCode?: string
  /**
   * Profile (پرونده). The customer, once it is known.
   */
  profileId?: string
  /**
   * Requested at (زمان درخواست). An instant, RFC 3339.
   */
  requestedAt: string
}
/**
 * Profile created (پرونده ساخته شد). A profile began. Data of `profile.created`.
 */
export interface ProfileCreated {
  /**
   * Profile (پرونده).
   */
  profileId: string
  /**
   * Kind (نوع).
   */
  kind: 'person' | 'organisation' | 'asset'
  /**
   * Version (نسخه).
   */
  version: number
  /**
   * At (زمان). An instant, RFC 3339.
   */
  at: string
}
/**
 * Profile erased (پرونده حذف شد). A person or organisation was erased. Data of `profile.erased`; whoever keeps a copy erases it too.
 */
export interface ProfileErased {
  /**
   * Profile (پرونده).
   */
  profileId: string
  /**
   * Kind (نوع).
   */
  kind: 'person' | 'organisation' | 'asset'
  /**
   * Version (نسخه).
   */
  version: number
  /**
   * At (زمان). An instant, RFC 3339.
   */
  at: string
}
/**
 * Profiles merged (پرونده‌ها یکی شدند). Profiles turned out to be one. Data of `profile.merged`; the merged ids lead to the survivor for ever.
 */
export interface ProfilesMerged {
  /**
   * Profile (پرونده).
   */
  profileId: string
  /**
   * Kind (نوع).
   */
  kind: 'person' | 'organisation' | 'asset'
  /**
   * Version (نسخه).
   */
  version: number
  /**
   * At (زمان). An instant, RFC 3339.
   */
  at: string
  /**
   * Merged profiles (پرونده‌های ادغام‌شده).
   *
   * @minItems 1
   * @maxItems 100
   *
   * Items: undefined (undefined).
   */
  mergedIds: string[]
}
/**
 * Profile updated (پرونده تغییر کرد). A profile has a new version. Data of `profile.updated`; read the profile for its state.
 */
export interface ProfileUpdated {
  /**
   * Profile (پرونده).
   */
  profileId: string
  /**
   * Kind (نوع).
   */
  kind: 'person' | 'organisation' | 'asset'
  /**
   * Version (نسخه).
   */
  version: number
  /**
   * At (زمان). An instant, RFC 3339.
   */
  at: string
  /**
   * Changed attributes (ویژگی‌های تغییریافته). Names only, never values.
   *
   * @maxItems 1000
   *
   * Items: undefined (undefined).
   */
  changed: string[]
}
/**
 * Run completed (اجرا پایان یافت). A run ended as its flow says. Data of `run.completed`.
 */
export interface RunCompleted {
  /**
   * Run (اجرا).
   */
  runId: string
  /**
   * Flow (گردش‌کار).
   */
  flow: string
  /**
   * Version (نسخه).
   */
  version: number
  /**
   * Business key (کلید کسب‌وکار).
   */
  businessKey?: string
  /**
   * Ended at (زمان پایان). An instant, RFC 3339.
   */
  endedAt: string
}
/**
 * Run ended early (اجرا پیش از پایان متوقف شد). A run ended otherwise than its flow says: by an error that nobody took, or called off. Data of `run.terminated` and `run.cancelled`.
 */
export interface RunEndedEarly {
  /**
   * Run (اجرا).
   */
  runId: string
  /**
   * Flow (گردش‌کار).
   */
  flow: string
  /**
   * Version (نسخه).
   */
  version: number
  /**
   * Business key (کلید کسب‌وکار).
   */
  businessKey?: string
  /**
   * Ended at (زمان پایان). An instant, RFC 3339.
   */
  endedAt: string
}
/**
 * Run incident (رخداد در اجرا). A run waits for a person. Data of `run.incident`.
 */
export interface RunIncident {
  /**
   * Run (اجرا).
   */
  runId: string
  /**
   * Flow (گردش‌کار).
   */
  flow: string
  /**
   * Version (نسخه).
   */
  version: number
  /**
   * Business key (کلید کسب‌وکار).
   */
  businessKey?: string
  /**
   * Element (گام).
   */
  element: string
  /**
   * Code (کد).
   */
  code?: string
  /**
   * Message (شرح).
   */
  message: string
  /**
   * At (زمان). An instant, RFC 3339.
   */
  at: string
}
/**
 * Run started (اجرا آغاز شد). A run began. Data of `run.started`.
 */
export interface RunStarted {
  /**
   * Run (اجرا).
   */
  runId: string
  /**
   * Flow (گردش‌کار).
   */
  flow: string
  /**
   * Version (نسخه).
   */
  version: number
  /**
   * Business key (کلید کسب‌وکار).
   */
  businessKey?: string
  /**
   * Calling run (اجرای فراخواننده).
   */
  parentRunId?: string
  /**
   * Started at (زمان آغاز). An instant, RFC 3339.
   */
  startedAt: string
}

/** The schemas themselves, by name. */
export const eventSchemas: Readonly<Record<keyof Events, Readonly<Record<string, unknown>>>> = {
  "case-changed": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "event-case-changed.json",
    "title": "Case changed",
    "titleFa": "پرونده تغییر کرد",
    "description": "Something happened to a case: data of `case.created`, `case.moved`, `case.assigned`, `case.commented` and whatever else its trace has. What people said is not in it.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "caseId",
      "number",
      "caseType",
      "state",
      "stateKind",
      "priority",
      "by",
      "visibility"
    ],
    "properties": {
      "caseId": {
        "title": "Case",
        "titleFa": "پرونده",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "number": {
        "title": "Number",
        "titleFa": "شماره",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "caseType": {
        "title": "Type",
        "titleFa": "نوع",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "state": {
        "title": "State",
        "titleFa": "وضعیت",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "stateKind": {
        "title": "Kind of state",
        "titleFa": "گونه وضعیت",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "priority": {
        "title": "Priority",
        "titleFa": "اولویت",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "by": {
        "title": "By",
        "titleFa": "به دست",
        "type": "string",
        "minLength": 1,
        "maxLength": 500
      },
      "visibility": {
        "title": "Visibility",
        "titleFa": "دیده‌شدن",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "name": {
        "title": "Name",
        "titleFa": "نام",
        "type": "string",
        "minLength": 1,
        "maxLength": 500,
        "description": "Of the transition, relation or field."
      },
      "team": {
        "title": "Team",
        "titleFa": "تیم",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "assignee": {
        "title": "Assignee",
        "titleFa": "مسئول",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "catalogue": {
        "title": "Catalogue subject",
        "titleFa": "موضوع",
        "type": "string",
        "minLength": 1,
        "maxLength": 500
      },
      "parent": {
        "title": "Parent",
        "titleFa": "پرونده بالادست",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      }
    }
  },
  "clock-marked": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "event-clock-marked.json",
    "title": "Clock reached a mark",
    "titleFa": "ساعت توافق به نشانه رسید",
    "description": "A clock of a service level warned, was breached or escalated. Data of `clock.warned`, `clock.breached` and `clock.escalated`.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "clockId",
      "subjectKind",
      "subjectId",
      "policy",
      "target",
      "agreement",
      "mark"
    ],
    "properties": {
      "clockId": {
        "title": "Clock",
        "titleFa": "ساعت",
        "type": "string",
        "minLength": 1,
        "maxLength": 500
      },
      "subjectKind": {
        "title": "Kind of subject",
        "titleFa": "گونه موضوع",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "subjectId": {
        "title": "Subject",
        "titleFa": "موضوع",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "label": {
        "title": "Label",
        "titleFa": "برچسب",
        "type": "string",
        "minLength": 1,
        "maxLength": 500
      },
      "policy": {
        "title": "Policy",
        "titleFa": "سیاست",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "target": {
        "title": "Target",
        "titleFa": "هدف",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "agreement": {
        "title": "Agreement",
        "titleFa": "توافق",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "mark": {
        "title": "Mark",
        "titleFa": "نشانه",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "dueAt": {
        "title": "Due at",
        "titleFa": "موعد",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      }
    }
  },
  "cloud-event": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "event-cloud-event.json",
    "title": "Cloud event",
    "titleFa": "رویداد",
    "description": "The CloudEvents 1.0 envelope (JSON format) of every event that leaves the hub. `data` follows the schema of its `type`.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "specversion",
      "id",
      "source",
      "type",
      "time",
      "data"
    ],
    "properties": {
      "specversion": {
        "title": "Version of CloudEvents",
        "titleFa": "نسخه استاندارد",
        "type": "string",
        "const": "1.0"
      },
      "id": {
        "title": "Id",
        "titleFa": "شناسه",
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "The same on every delivery of the same event; with `source` it identifies the event."
      },
      "source": {
        "title": "Source",
        "titleFa": "منبع",
        "type": "string",
        "minLength": 1,
        "maxLength": 500,
        "format": "uri-reference"
      },
      "type": {
        "title": "Type",
        "titleFa": "نوع رویداد",
        "type": "string",
        "pattern": "^[a-z][A-Za-z]*\\.[a-z][A-Za-z]*$",
        "maxLength": 100,
        "description": "`<entity>.<event>`, which is the routing key too: `profile.updated`, `payment.confirmed`."
      },
      "subject": {
        "title": "Subject",
        "titleFa": "موضوع",
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "Id of what the event is about."
      },
      "time": {
        "title": "Time",
        "titleFa": "زمان",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      },
      "datacontenttype": {
        "title": "Content type",
        "titleFa": "نوع محتوا",
        "type": "string",
        "const": "application/json"
      },
      "dataschema": {
        "title": "Schema of the data",
        "titleFa": "الگوی داده",
        "type": "string",
        "minLength": 1,
        "maxLength": 500,
        "format": "uri-reference"
      },
      "correlationid": {
        "title": "Correlation id",
        "titleFa": "شناسه همبستگی",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "data": {
        "title": "Data",
        "titleFa": "داده",
        "type": "object"
      }
    }
  },
  "payment-confirmed": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "event-payment-confirmed.json",
    "title": "Payment confirmed",
    "titleFa": "پرداخت تأیید شد",
    "description": "The gateway confirmed that money has moved. Data of `payment.confirmed`.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "paymentId",
      "connection",
      "reference",
      "amountRial",
      "confirmedAt"
    ],
    "properties": {
      "paymentId": {
        "title": "Payment",
        "titleFa": "پرداخت",
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "The same in every event of one payment."
      },
      "connection": {
        "title": "Connection",
        "titleFa": "اتصال",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "reference": {
        "title": "Reference",
        "titleFa": "شماره مرجع درگاه",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "amountRial": {
        "title": "Amount (rial)",
        "titleFa": "مبلغ (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "invoiceNumber": {
        "title": "Invoice number",
        "titleFa": "شماره فاکتور",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "orderNumber": {
        "title": "Order number",
        "titleFa": "شماره سفارش",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "traceNumber": {
        "title": "Trace number",
        "titleFa": "شماره پیگیری",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "profileId": {
        "title": "Profile",
        "titleFa": "پرونده",
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "The customer, once it is known."
      },
      "confirmedAt": {
        "title": "Confirmed at",
        "titleFa": "زمان تأیید",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      }
    }
  },
  "payment-failed": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "event-payment-failed.json",
    "title": "Payment failed",
    "titleFa": "پرداخت ناموفق بود",
    "description": "A payment was not made. Data of `payment.failed`.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "paymentId",
      "connection",
      "reference",
      "amountRial",
      "failedAt"
    ],
    "properties": {
      "paymentId": {
        "title": "Payment",
        "titleFa": "پرداخت",
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "The same in every event of one payment."
      },
      "connection": {
        "title": "Connection",
        "titleFa": "اتصال",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "reference": {
        "title": "Reference",
        "titleFa": "شناسه مرجع",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "amountRial": {
        "title": "Amount (rial)",
        "titleFa": "مبلغ (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "invoiceNumber": {
        "title": "Invoice number",
        "titleFa": "شماره صورت‌حساب",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "orderNumber": {
        "title": "Order number",
        "titleFa": "شماره سفارش",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "traceNumber": {
        "title": "Trace number",
        "titleFa": "کد پیگیری",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "failureCode": {
        "title": "Failure code",
        "titleFa": "کد خطا",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "profileId": {
        "title": "Profile",
        "titleFa": "پرونده",
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "The customer, once it is known."
      },
      "failedAt": {
        "title": "Failed at",
        "titleFa": "زمان شکست",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      }
    }
  },
  "payment-refunded": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "event-payment-refunded.json",
    "title": "Payment refunded",
    "titleFa": "پرداخت برگشت داده شد",
    "description": "The money went back to the payer. Data of `payment.refunded`.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "paymentId",
      "connection",
      "reference",
      "amountRial",
      "refundedAt"
    ],
    "properties": {
      "paymentId": {
        "title": "Payment",
        "titleFa": "پرداخت",
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "The same in every event of one payment."
      },
      "connection": {
        "title": "Connection",
        "titleFa": "اتصال",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "reference": {
        "title": "Reference",
        "titleFa": "شناسه مرجع",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "amountRial": {
        "title": "Amount (rial)",
        "titleFa": "مبلغ (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "invoiceNumber": {
        "title": "Invoice number",
        "titleFa": "شماره صورت‌حساب",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "orderNumber": {
        "title": "Order number",
        "titleFa": "شماره سفارش",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "traceNumber": {
        "title": "Trace number",
        "titleFa": "کد پیگیری",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "failureCode": {
        "title": "Failure code",
        "titleFa": "کد خطا",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "profileId": {
        "title": "Profile",
        "titleFa": "پرونده",
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "The customer, once it is known."
      },
      "refundedAt": {
        "title": "Refunded at",
        "titleFa": "زمان برگشت",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      }
    }
  },
  "payment-requested": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "event-payment-requested.json",
    "title": "Payment requested",
    "titleFa": "پرداخت درخواست شد",
    "description": "A payment was asked for. Data of `payment.requested`.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "paymentId",
      "connection",
      "reference",
      "amountRial",
      "requestedAt"
    ],
    "properties": {
      "paymentId": {
        "title": "Payment",
        "titleFa": "پرداخت",
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "The same in every event of one payment."
      },
      "connection": {
        "title": "Connection",
        "titleFa": "اتصال",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "reference": {
        "title": "Reference",
        "titleFa": "شناسه مرجع",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "amountRial": {
        "title": "Amount (rial)",
        "titleFa": "مبلغ (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "invoiceNumber": {
        "title": "Invoice number",
        "titleFa": "شماره صورت‌حساب",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "orderNumber": {
        "title": "Order number",
        "titleFa": "شماره سفارش",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "traceNumber": {
        "title": "Trace number",
        "titleFa": "کد پیگیری",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "failureCode": {
        "title": "Failure code",
        "titleFa": "کد خطا",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "profileId": {
        "title": "Profile",
        "titleFa": "پرونده",
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "The customer, once it is known."
      },
      "requestedAt": {
        "title": "Requested at",
        "titleFa": "زمان درخواست",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      }
    }
  },
  "profile-created": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "event-profile-created.json",
    "title": "Profile created",
    "titleFa": "پرونده ساخته شد",
    "description": "A profile began. Data of `profile.created`.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "profileId",
      "kind",
      "version",
      "at"
    ],
    "properties": {
      "profileId": {
        "title": "Profile",
        "titleFa": "پرونده",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "enum": [
          "person",
          "organisation",
          "asset"
        ]
      },
      "version": {
        "title": "Version",
        "titleFa": "نسخه",
        "type": "integer",
        "minimum": 1
      },
      "at": {
        "title": "At",
        "titleFa": "زمان",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      }
    }
  },
  "profile-erased": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "event-profile-erased.json",
    "title": "Profile erased",
    "titleFa": "پرونده حذف شد",
    "description": "A person or organisation was erased. Data of `profile.erased`; whoever keeps a copy erases it too.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "profileId",
      "kind",
      "version",
      "at"
    ],
    "properties": {
      "profileId": {
        "title": "Profile",
        "titleFa": "پرونده",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "enum": [
          "person",
          "organisation",
          "asset"
        ]
      },
      "version": {
        "title": "Version",
        "titleFa": "نسخه",
        "type": "integer",
        "minimum": 1
      },
      "at": {
        "title": "At",
        "titleFa": "زمان",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      }
    }
  },
  "profile-merged": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "event-profile-merged.json",
    "title": "Profiles merged",
    "titleFa": "پرونده‌ها یکی شدند",
    "description": "Profiles turned out to be one. Data of `profile.merged`; the merged ids lead to the survivor for ever.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "profileId",
      "kind",
      "version",
      "at",
      "mergedIds"
    ],
    "properties": {
      "profileId": {
        "title": "Profile",
        "titleFa": "پرونده",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "enum": [
          "person",
          "organisation",
          "asset"
        ]
      },
      "version": {
        "title": "Version",
        "titleFa": "نسخه",
        "type": "integer",
        "minimum": 1
      },
      "at": {
        "title": "At",
        "titleFa": "زمان",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      },
      "mergedIds": {
        "title": "Merged profiles",
        "titleFa": "پرونده‌های ادغام‌شده",
        "type": "array",
        "maxItems": 100,
        "items": {
          "type": "string"
        },
        "minItems": 1
      }
    }
  },
  "profile-updated": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "event-profile-updated.json",
    "title": "Profile updated",
    "titleFa": "پرونده تغییر کرد",
    "description": "A profile has a new version. Data of `profile.updated`; read the profile for its state.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "profileId",
      "kind",
      "version",
      "at",
      "changed"
    ],
    "properties": {
      "profileId": {
        "title": "Profile",
        "titleFa": "پرونده",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "enum": [
          "person",
          "organisation",
          "asset"
        ]
      },
      "version": {
        "title": "Version",
        "titleFa": "نسخه",
        "type": "integer",
        "minimum": 1
      },
      "at": {
        "title": "At",
        "titleFa": "زمان",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      },
      "changed": {
        "title": "Changed attributes",
        "titleFa": "ویژگی‌های تغییریافته",
        "type": "array",
        "maxItems": 1000,
        "items": {
          "type": "string"
        },
        "description": "Names only, never values."
      }
    }
  },
  "run-completed": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "event-run-completed.json",
    "title": "Run completed",
    "titleFa": "اجرا پایان یافت",
    "description": "A run ended as its flow says. Data of `run.completed`.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "runId",
      "flow",
      "version",
      "endedAt"
    ],
    "properties": {
      "runId": {
        "title": "Run",
        "titleFa": "اجرا",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "flow": {
        "title": "Flow",
        "titleFa": "گردش‌کار",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "version": {
        "title": "Version",
        "titleFa": "نسخه",
        "type": "integer",
        "minimum": 1
      },
      "businessKey": {
        "title": "Business key",
        "titleFa": "کلید کسب‌وکار",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "endedAt": {
        "title": "Ended at",
        "titleFa": "زمان پایان",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      }
    }
  },
  "run-ended": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "event-run-ended.json",
    "title": "Run ended early",
    "titleFa": "اجرا پیش از پایان متوقف شد",
    "description": "A run ended otherwise than its flow says: by an error that nobody took, or called off. Data of `run.terminated` and `run.cancelled`.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "runId",
      "flow",
      "version",
      "endedAt"
    ],
    "properties": {
      "runId": {
        "title": "Run",
        "titleFa": "اجرا",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "flow": {
        "title": "Flow",
        "titleFa": "گردش‌کار",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "version": {
        "title": "Version",
        "titleFa": "نسخه",
        "type": "integer",
        "minimum": 1
      },
      "businessKey": {
        "title": "Business key",
        "titleFa": "کلید کسب‌وکار",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "endedAt": {
        "title": "Ended at",
        "titleFa": "زمان پایان",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      }
    }
  },
  "run-incident": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "event-run-incident.json",
    "title": "Run incident",
    "titleFa": "رخداد در اجرا",
    "description": "A run waits for a person. Data of `run.incident`.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "runId",
      "flow",
      "version",
      "element",
      "message",
      "at"
    ],
    "properties": {
      "runId": {
        "title": "Run",
        "titleFa": "اجرا",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "flow": {
        "title": "Flow",
        "titleFa": "گردش‌کار",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "version": {
        "title": "Version",
        "titleFa": "نسخه",
        "type": "integer",
        "minimum": 1
      },
      "businessKey": {
        "title": "Business key",
        "titleFa": "کلید کسب‌وکار",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "element": {
        "title": "Element",
        "titleFa": "گام",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "code": {
        "title": "Code",
        "titleFa": "کد",
        "type": "string",
        "maxLength": 200
      },
      "message": {
        "title": "Message",
        "titleFa": "شرح",
        "type": "string",
        "maxLength": 2000
      },
      "at": {
        "title": "At",
        "titleFa": "زمان",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      }
    }
  },
  "run-started": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "event-run-started.json",
    "title": "Run started",
    "titleFa": "اجرا آغاز شد",
    "description": "A run began. Data of `run.started`.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "runId",
      "flow",
      "version",
      "startedAt"
    ],
    "properties": {
      "runId": {
        "title": "Run",
        "titleFa": "اجرا",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "flow": {
        "title": "Flow",
        "titleFa": "گردش‌کار",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "version": {
        "title": "Version",
        "titleFa": "نسخه",
        "type": "integer",
        "minimum": 1
      },
      "businessKey": {
        "title": "Business key",
        "titleFa": "کلید کسب‌وکار",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "parentRunId": {
        "title": "Calling run",
        "titleFa": "اجرای فراخواننده",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "startedAt": {
        "title": "Started at",
        "titleFa": "زمان آغاز",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      }
    }
  }
}
