/* Generated from contracts/events/*.json by npm run gen. Change those, not this. */

/**
 * Every type of contracts/events by its name.
 */
export interface Events {
  'cloud-event': CloudEvent
  'payment-confirmed': PaymentConfirmed
  'profile-created': ProfileCreated
  'profile-erased': ProfileErased
  'profile-merged': ProfilesMerged
  'profile-updated': ProfileUpdated
  'run-completed': RunCompleted
  'run-incident': RunIncident
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
   * Type (نوع رویداد).
   */
  type:
    | 'profile.created'
    | 'profile.updated'
    | 'profile.merged'
    | 'profile.erased'
    | 'payment.confirmed'
    | 'run.completed'
    | 'run.incident'
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
   * Trace number (شماره پیگیری).
   */
  traceNumber?: string
  /**
   * Profile (پرونده).
   */
  profileId?: string
  /**
   * Confirmed at (زمان تأیید). An instant, RFC 3339.
   */
  confirmedAt: string
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
   * Message (شرح).
   */
  message: string
  /**
   * At (زمان). An instant, RFC 3339.
   */
  at: string
}

/** The schemas themselves, by name. */
export const eventSchemas: Readonly<Record<keyof Events, Readonly<Record<string, unknown>>>> = {
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
        "enum": [
          "profile.created",
          "profile.updated",
          "profile.merged",
          "profile.erased",
          "payment.confirmed",
          "run.completed",
          "run.incident"
        ]
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
      "connection",
      "reference",
      "amountRial",
      "confirmedAt"
    ],
    "properties": {
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
        "maxLength": 200
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
  }
}
