/* Generated from contracts/entities/*.json by npm run gen. Change those, not this. */
import type {EntitySchema} from './entity-schema.ts'

export type Value = Value1 | Value2 | Value3 | Value4 | Values
export type Value1 = string
export type Value2 = number
export type Value3 = boolean
export type Value4 = null
export type Value5 = string
/**
 * @maxItems 200
 */
export type Values = Value5[]

/**
 * Every type of contracts/entities by its name.
 */
export interface Entities {
  account: Account
  activity: Activity
  address: Address
  'bank-account': BankAccount
  consent: Consent
  contact: Contact
  contract: Contract
  custom: CustomFields
  equipment: Equipment
  invoice: Invoice
  label: Label
  message: Message
  order: Order
  organisation: Organisation
  payment: Payment
  person: Person
  product: Product
  reference: Reference
  relation: Relation
  'service-plan': OfferedService
  service: Service
  specification: Specification
  'stock-level': Stock
  'stock-movement': StockMovement
  terminal: Terminal
}
/**
 * Account (حساب). An account that a customer holds with the organisation or a fund (trading code, investment account, credit).
 */
export interface Account {
  /**
   * Account number (شماره حساب). Unique within its connection.
   */
  accountNumber?: string
  /**
   * IBAN (Sheba) (شماره شبا). Its owner is found by it.
   */
  iban?: string
  /**
   * Kind (نوع).
   */
  kind?: string
  /**
   * Fund (صندوق).
   */
  fundName?: string
  /**
   * Trading code (کد بورسی).
   */
  tradingCode?: string
  /**
   * Balance (rial) (مانده (ریال)).
   */
  balanceRial?: number
  /**
   * Opened on (تاریخ افتتاح). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  openedOn?: string
  /**
   * Closed on (تاریخ بستن). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  closedOn?: string
  owner?: Reference
  /**
   * National code (کد ملی). Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
   */
  ownerNationalCode?: string
  /**
   * Legal national id (شناسه ملی). Eleven digits as text.
   */
  ownerLegalId?: string
  /**
   * Mobile (تلفن همراه). +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
   */
  ownerMobile?: string
  /**
   * State (وضعیت).
   */
  state?: string
  /**
   * Description (توضیح).
   */
  description?: string
  /**
   * Same as (همان است با). Records of other connections that this one knows to be the same.
   *
   * @maxItems 100
   */
  sameAs?: Reference[]
  custom?: CustomFields
}
/**
 * Reference (ارجاع). Names a record of a connection by the id it has there.
 */
export interface Reference {
  /**
   * Connection (اتصال). Name of the connection; without it, the one that the record itself came from.
   */
  connection?: string
  /**
   * External id (شناسه در سامانه).
   */
  externalId: string
}
/**
 * Custom fields (فیلدهای سفارشی). Values of the fields that the organisation has defined for the type (`/v1/custom-fields`), by name. `null` says nothing.
 */
export interface CustomFields {
  [k: string]: Value
}
/**
 * Activity (فعالیت). A contact with a customer or prospect, planned or done: call, visit, fax, e-mail.
 */
export interface Activity {
  customer?: Reference
  /**
   * National code (کد ملی).
   */
  customerNationalCode?: string
  /**
   * Legal national id (شناسه ملی).
   */
  customerLegalId?: string
  /**
   * Mobile (تلفن همراه).
   */
  customerMobile?: string
  /**
   * Kind (نوع).
   */
  kind: 'call' | 'visit' | 'fax' | 'email' | 'meeting' | 'other'
  /**
   * State (وضعیت). Without one it is done if it says when it happened.
   */
  state?: 'planned' | 'done' | 'missed' | 'cancelled'
  /**
   * Direction (جهت).
   */
  direction?: 'in' | 'out'
  /**
   * Subject (موضوع).
   */
  subject?: string
  /**
   * Note (متن گفتگو).
   */
  note?: string
  /**
   * Outcome (نتیجه).
   */
  outcome?: string
  /**
   * Agent (کارشناس).
   */
  agent?: string
  /**
   * Place (محل).
   */
  place?: string
  /**
   * Planned at (زمان برنامه). An instant, RFC 3339.
   */
  plannedAt?: string
  /**
   * Happened at (زمان انجام). An instant, RFC 3339.
   */
  happenedAt?: string
  /**
   * Duration (s) (مدت (ثانیه)).
   */
  durationSeconds?: number
  /**
   * Next contact on (پیگیری بعدی). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood.
   */
  nextOn?: string
  /**
   * Job (کار). The job or flow that it belongs to.
   */
  job?: string
  /**
   * Questions (پرسش‌ها).
   *
   * @maxItems 100
   *
   * Items: Question (پرسش).
   */
  questions?: {
    /**
     * Question (پرسش).
     */
    question: string
    /**
     * Answer (پاسخ).
     */
    answer?: string
  }[]
  /**
   * Expenses (هزینه‌ها).
   *
   * @maxItems 50
   *
   * Items: Expense (هزینه).
   */
  expenses?: {
    /**
     * Kind (نوع).
     */
    kind: 'travel' | 'giveaway' | 'other'
    /**
     * Amount (rial) (مبلغ (ریال)).
     */
    amountRial: number
    /**
     * Note (یادداشت).
     */
    note?: string
    /**
     * Receipt (رسید).
     */
    receipt?: string
  }[]
  custom?: CustomFields
}
/**
 * Address (نشانی). A postal address, in parts as far as the source knows them.
 */
export interface Address {
  /**
   * Kind (نوع).
   */
  kind?: 'home' | 'work' | 'billing' | 'delivery' | 'other'
  /**
   * Province (استان).
   */
  province?: string
  /**
   * City (شهر).
   */
  city?: string
  /**
   * District (منطقه).
   */
  district?: string
  /**
   * Street (خیابان).
   */
  street?: string
  /**
   * Alley (کوچه).
   */
  alley?: string
  /**
   * Plate number (پلاک).
   */
  plate?: string
  /**
   * Unit (واحد).
   */
  unit?: string
  /**
   * Full address (نشانی کامل).
   */
  text?: string
  /**
   * Postal code (کد پستی).
   */
  postalCode?: string
  /**
   * Phone (تلفن).
   */
  phone?: string
}
/**
 * Bank account (حساب بانکی). An account of a customer with a bank. Its IBAN says nothing about who owns it.
 */
export interface BankAccount {
  /**
   * IBAN (Sheba) (شماره شبا).
   */
  iban?: string
  /**
   * Account number (شماره حساب).
   */
  accountNumber?: string
  /**
   * Bank (بانک).
   */
  bankName?: string
  /**
   * Branch (شعبه).
   */
  branchName?: string
  /**
   * Branch code (کد شعبه).
   */
  branchCode?: string
  /**
   * Kind (نوع).
   */
  kind?: 'current' | 'shortTerm' | 'longTerm' | 'saving' | 'other'
  /**
   * Is default (حساب پیش‌فرض).
   */
  isDefault?: boolean
}
/**
 * Consent (رضایت). What a customer has allowed or forbidden, for a purpose and a channel. Each statement is a record of its own; the newest one about a purpose and channel holds.
 */
export interface Consent {
  customer?: Reference
  /**
   * National code (کد ملی).
   */
  customerNationalCode?: string
  /**
   * Legal national id (شناسه ملی).
   */
  customerLegalId?: string
  /**
   * Mobile (تلفن همراه).
   */
  customerMobile?: string
  /**
   * Purpose (هدف). `marketing`, `survey`, `dataSharing` …; `any` for all.
   */
  purpose: string
  /**
   * Channel (کانال).
   */
  channel?: 'any' | 'sms' | 'email' | 'phone' | 'fax' | 'post' | 'app'
  /**
   * State (وضعیت).
   */
  state: 'given' | 'withdrawn'
  /**
   * Stated at (زمان بیان). An instant, RFC 3339.
   */
  statedAt?: string
  /**
   * Valid until (اعتبار تا). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood.
   */
  validUntilOn?: string
  /**
   * Source (منبع). Where it was said: form, call, portal, reply to a message.
   */
  source?: string
  /**
   * Proof (مدرک). What shows it: a file, a recording, a message id, the words of the form.
   */
  proof?: string
  /**
   * Taken by (گیرنده).
   */
  takenBy?: string
  custom?: CustomFields
}
/**
 * Contact (مخاطب دفتر تلفن). An entry of the phone book: whom to reach, and how. Its numbers say nothing about who a customer is.
 */
export interface Contact {
  /**
   * Name (نام).
   */
  name: string
  /**
   * Role (سمت).
   */
  role?: string
  /**
   * Organisation (سازمان).
   */
  organisation?: string
  /**
   * Group (گروه). Couriers, installers, the board: a word of a list that the organisation defines.
   */
  group?: string
  /**
   * Mobile (تلفن همراه). Kept in the form +98…
   */
  mobile?: string
  /**
   * Phone (تلفن).
   */
  phone?: string
  /**
   * Other numbers (شماره‌های دیگر).
   *
   * @maxItems 20
   *
   * Items: undefined (undefined).
   */
  phones?: string[]
  /**
   * Extension (داخلی).
   */
  extension?: string
  /**
   * Fax (نمابر).
   */
  fax?: string
  /**
   * E-mail (رایانامه).
   */
  email?: string
  /**
   * Address (نشانی).
   */
  address?: string
  /**
   * City (شهر).
   */
  city?: string
  /**
   * Postal code (کد پستی).
   */
  postalCode?: string
  customer?: Reference
  /**
   * National code of the customer (کد ملی مشتری).
   */
  customerNationalCode?: string
  /**
   * Legal national id of the customer (شناسه ملی مشتری).
   */
  customerLegalId?: string
  /**
   * Description (توضیح).
   */
  description?: string
  /**
   * Same as (همان). Records of other systems about the same contact.
   *
   * @maxItems 20
   */
  sameAs?: Reference[]
  custom?: CustomFields
}
/**
 * Contract (قرارداد). An agreement with a customer.
 */
export interface Contract {
  /**
   * Contract number (شماره قرارداد). Unique within its connection.
   */
  contractNumber?: string
  /**
   * Subject (موضوع).
   */
  subject?: string
  /**
   * Kind (نوع).
   */
  kind?: string
  /**
   * Amount (rial) (مبلغ (ریال)).
   */
  amountRial?: number
  /**
   * Signed on (تاریخ امضا). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  signedOn?: string
  /**
   * Starts on (تاریخ آغاز). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  startsOn?: string
  /**
   * Ends on (تاریخ پایان). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  endsOn?: string
  /**
   * Products (محصول‌ها).
   *
   * @maxItems 100
   */
  products?: Reference[]
  /**
   * Offered services (خدمت‌ها).
   *
   * @maxItems 100
   */
  servicePlans?: Reference[]
  /**
   * SLA (توافق سطح خدمت). Key of a policy under /v1/sla-policies.
   */
  slaPolicy?: string
  owner?: Reference
  /**
   * National code (کد ملی). Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
   */
  ownerNationalCode?: string
  /**
   * Legal national id (شناسه ملی). Eleven digits as text.
   */
  ownerLegalId?: string
  /**
   * Mobile (تلفن همراه). +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
   */
  ownerMobile?: string
  /**
   * State (وضعیت).
   */
  state?: string
  /**
   * Description (توضیح).
   */
  description?: string
  /**
   * Same as (همان است با). Records of other connections that this one knows to be the same.
   *
   * @maxItems 100
   */
  sameAs?: Reference[]
  custom?: CustomFields
}
/**
 * Equipment (تجهیز). A device that is used to provide or maintain a service, with its place, its state and what it belongs to.
 */
export interface Equipment {
  /**
   * Asset tag (برچسب اموال). Unique within its connection.
   */
  assetTag?: string
  /**
   * Serial (شماره سریال).
   */
  serial?: string
  /**
   * Name (نام).
   */
  name?: string
  /**
   * Type (نوع). router, UPS, card reader, …: a word of a list that the organisation defines.
   */
  equipmentType?: string
  /**
   * Model (مدل).
   */
  model?: string
  /**
   * Manufacturer (سازنده).
   */
  manufacturer?: string
  /**
   * Specifications (مشخصات فنی).
   *
   * @maxItems 100
   */
  specifications?: Specification[]
  /**
   * Place (محل استقرار). Site, room, rack: as people name it.
   */
  location?: string
  /**
   * City (شهر).
   */
  city?: string
  /**
   * Place (محل نصب).
   */
  address?: string
  /**
   * State (وضعیت).
   */
  state?: string
  /**
   * Purchased on (تاریخ خرید). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  purchasedOn?: string
  /**
   * Installed on (تاریخ نصب). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  installedOn?: string
  /**
   * Warranty from (آغاز ضمانت). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  warrantyFromOn?: string
  /**
   * Warranty until (پایان ضمانت). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  warrantyUntilOn?: string
  /**
   * Warranty by (ضامن).
   */
  warrantyBy?: string
  owner?: Reference
  /**
   * National code (کد ملی). Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
   */
  ownerNationalCode?: string
  /**
   * Legal national id (شناسه ملی). Eleven digits as text.
   */
  ownerLegalId?: string
  /**
   * Mobile (تلفن همراه). +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
   */
  ownerMobile?: string
  contract?: Reference
  /**
   * Contract number (شماره قرارداد). As the same connection numbers its contracts.
   */
  contractNumber?: string
  product?: Reference
  service?: Reference
  /**
   * SLA (توافق سطح خدمت). Key of a policy under /v1/sla-policies.
   */
  slaPolicy?: string
  /**
   * OLA (توافق سطح عملیات). Key of a policy under /v1/sla-policies.
   */
  olaPolicy?: string
  partOf?: Reference
  /**
   * Description (توضیح).
   */
  description?: string
  /**
   * Same as (همان است با). Records of other connections that this one knows to be the same.
   *
   * @maxItems 100
   */
  sameAs?: Reference[]
  custom?: CustomFields
}
/**
 * Specification (مشخصه). One technical detail of a piece of equipment or a product.
 */
export interface Specification {
  /**
   * Name (نام).
   */
  name: string
  /**
   * Value (مقدار).
   */
  value: string
  /**
   * Unit (یکا).
   */
  unit?: string
}
/**
 * Invoice (فاکتور). A proforma or invoice; belongs to the customer it names.
 */
export interface Invoice {
  /**
   * Invoice number (شماره فاکتور).
   */
  invoiceNumber: string
  /**
   * Kind (نوع).
   */
  kind?: 'proforma' | 'invoice' | 'credit'
  /**
   * State (وضعیت).
   */
  state?: 'draft' | 'issued' | 'partlyPaid' | 'paid' | 'cancelled'
  /**
   * Amount (rial) (مبلغ (ریال)).
   */
  amountRial: number
  /**
   * Paid (rial) (پرداخت‌شده (ریال)).
   */
  paidRial?: number
  /**
   * Tax (rial) (مالیات (ریال)).
   */
  taxRial?: number
  /**
   * Issued at (زمان صدور). An instant, RFC 3339.
   */
  issuedAt?: string
  /**
   * Due on (مهلت پرداخت). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  dueOn?: string
  /**
   * Description (توضیح).
   */
  description?: string
  /**
   * Lines (ردیف‌ها).
   *
   * @maxItems 100
   *
   * Items: Line (ردیف).
   */
  lines?: {
    /**
     * Title (شرح).
     */
    title: string
    /**
     * Quantity (تعداد).
     */
    quantity?: number
    /**
     * Amount (rial) (مبلغ (ریال)).
     */
    amountRial: number
  }[]
  customer?: Reference
  /**
   * Customer name (نام مشتری).
   */
  customerName?: string
  /**
   * National code (کد ملی). Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
   */
  customerNationalCode?: string
  /**
   * Legal national id (شناسه ملی). Eleven digits as text.
   */
  customerLegalId?: string
  /**
   * Mobile (تلفن همراه). +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
   */
  customerMobile?: string
  /**
   * Same as (همان است با). Records of the same type, of other connections, that are about the same one: it counts once, by what this record says.
   *
   * @maxItems 100
   */
  sameAs?: Reference[]
  custom?: CustomFields
}
/**
 * Label (برچسب). A tag on a profile, or its place in a segment by hand.
 */
export interface Label {
  customer?: Reference
  /**
   * National code (کد ملی).
   */
  customerNationalCode?: string
  /**
   * Legal national id (شناسه ملی).
   */
  customerLegalId?: string
  /**
   * Mobile (تلفن همراه).
   */
  customerMobile?: string
  /**
   * Kind (نوع).
   */
  kind: 'tag' | 'segment'
  /**
   * Name (نام).
   */
  name: string
  /**
   * Stated at (زمان بیان). An instant, RFC 3339.
   */
  statedAt?: string
  /**
   * By (ثبت‌کننده).
   */
  by?: string
  /**
   * Reason (دلیل).
   */
  reason?: string
  custom?: CustomFields
}
/**
 * Message (پیام). A communication with a customer: SMS, e-mail, fax, call, letter.
 */
export interface Message {
  /**
   * Channel (کانال).
   */
  channel: 'sms' | 'email' | 'fax' | 'call' | 'letter' | 'chat' | 'push'
  /**
   * Direction (جهت).
   */
  direction: 'outbound' | 'inbound'
  /**
   * State (وضعیت).
   */
  state: 'queued' | 'sent' | 'delivered' | 'failed' | 'received' | 'read'
  /**
   * To (به). Attaches an outbound message to its receiver.
   */
  to?: string
  /**
   * From (از). Attaches an inbound message to its sender.
   */
  from?: string
  /**
   * Subject (موضوع).
   */
  subject?: string
  /**
   * Text (متن).
   */
  text?: string
  /**
   * Reference (شماره مرجع). The provider's own handle of the message.
   */
  reference?: string
  /**
   * Template (قالب).
   */
  template?: string
  /**
   * Cost (rial) (هزینه (ریال)).
   */
  costRial?: number
  /**
   * Failure code (کد خطا).
   */
  failureCode?: string
  /**
   * Sent at (زمان ارسال). An instant, RFC 3339.
   */
  sentAt?: string
  /**
   * Delivered at (زمان تحویل). An instant, RFC 3339.
   */
  deliveredAt?: string
  /**
   * Received at (زمان دریافت). An instant, RFC 3339.
   */
  receivedAt?: string
  customer?: Reference
  /**
   * Customer name (نام مشتری).
   */
  customerName?: string
  /**
   * National code (کد ملی). Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
   */
  customerNationalCode?: string
  /**
   * Legal national id (شناسه ملی). Eleven digits as text.
   */
  customerLegalId?: string
  /**
   * Mobile (تلفن همراه). +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
   */
  customerMobile?: string
  custom?: CustomFields
}
/**
 * Order (سفارش). What a customer asks to buy, renew or change, from draft to delivery; belongs to the customer it names.
 */
export interface Order {
  /**
   * Order number (شماره سفارش).
   */
  orderNumber?: string
  /**
   * Kind (نوع).
   */
  kind?: 'new' | 'renewal' | 'change'
  /**
   * State (وضعیت).
   */
  state?: 'draft' | 'submitted' | 'rejected' | 'approved' | 'inDelivery' | 'delivered' | 'cancelled'
  /**
   * Ordered at (زمان سفارش). An instant, RFC 3339.
   */
  orderedAt?: string
  /**
   * Lines (ردیف‌ها).
   *
   * @maxItems 500
   *
   * Items: Line (ردیف).
   */
  lines?: {
    /**
     * Item (قلم). Code of a product or service.
     */
    item: string
    /**
     * Type (نوع).
     */
    itemType?: 'product' | 'service'
    /**
     * Title (شرح).
     */
    title?: string
    /**
     * Quantity (تعداد).
     */
    quantity?: number
    /**
     * Unit price (rial) (قیمت واحد (ریال)).
     */
    unitPriceRial?: number
    /**
     * Discount (rial) (تخفیف (ریال)).
     */
    discountRial?: number
    /**
     * Net (rial) (خالص (ریال)).
     */
    netRial?: number
    /**
     * Side item (قلم جانبی).
     */
    isSideItem?: boolean
    /**
     * Added by (افزوده‌شده به دست). The rule or the answer that added it.
     */
    addedBy?: string
  }[]
  /**
   * Gross (rial) (ناخالص (ریال)).
   */
  grossRial?: number
  /**
   * Discount (rial) (تخفیف (ریال)).
   */
  discountRial?: number
  /**
   * Extra costs (rial) (هزینه‌های افزوده (ریال)).
   */
  extrasRial?: number
  /**
   * Tax (rial) (مالیات (ریال)).
   */
  taxRial?: number
  /**
   * To pay (rial) (قابل پرداخت (ریال)).
   */
  amountRial?: number
  /**
   * Configuration (پیکربندی). Key and version of the configuration that it was chosen by: `adsl:3`.
   */
  configuration?: string
  /**
   * Answers (پاسخ‌ها).
   *
   * @maxItems 200
   *
   * Items: Answer (پاسخ).
   */
  answers?: {
    /**
     * Question (پرسش).
     */
    question: string
    /**
     * Values (مقدارها).
     *
     * @maxItems 100
     *
     * Items: Value (مقدار).
     */
    values: string[]
  }[]
  /**
   * City (شهر).
   */
  city?: string
  /**
   * Centre (مرکز).
   */
  centre?: string
  /**
   * Agency (نمایندگی).
   */
  agency?: string
  /**
   * Sales person (فروشنده).
   */
  salesPerson?: string
  /**
   * Description (توضیح).
   */
  description?: string
  customer?: Reference
  /**
   * Customer name (نام مشتری).
   */
  customerName?: string
  /**
   * National code (کد ملی). Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
   */
  customerNationalCode?: string
  /**
   * Legal national id (شناسه ملی). Eleven digits as text.
   */
  customerLegalId?: string
  /**
   * Mobile (تلفن همراه). +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
   */
  customerMobile?: string
  /**
   * Same as (همان است با). Records of the same type, of other connections, that are about the same one: it counts once, by what this record says.
   *
   * @maxItems 100
   */
  sameAs?: Reference[]
  custom?: CustomFields
}
/**
 * Organisation (شخص حقوقی). A legal person: company, institution, agency, fund.
 */
export interface Organisation {
  /**
   * Name (نام).
   */
  name?: string
  /**
   * Trade name (نام تجاری).
   */
  tradeName?: string
  /**
   * Legal national id (شناسه ملی). Eleven digits as text.
   */
  legalId?: string
  /**
   * Economic code (کد اقتصادی).
   */
  economicCode?: string
  /**
   * Registration number (شماره ثبت).
   */
  registrationNumber?: string
  /**
   * Founded on (تاریخ تأسیس). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  foundedOn?: string
  /**
   * Contact person (نام رابط).
   */
  contactName?: string
  /**
   * Mobile (تلفن همراه). +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
   */
  mobile?: string
  /**
   * Mobiles (تلفن‌های همراه).
   *
   * @maxItems 100
   *
   * Items: Mobile (تلفن همراه). +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
   */
  mobiles?: string[]
  /**
   * Phone (تلفن ثابت).
   */
  phone?: string
  /**
   * Phones (تلفن‌های ثابت).
   *
   * @maxItems 100
   *
   * Items: Phone (تلفن ثابت).
   */
  phones?: string[]
  /**
   * E-mail (رایانامه).
   */
  email?: string
  /**
   * E-mails (رایانامه‌ها).
   *
   * @maxItems 100
   *
   * Items: E-mail (رایانامه).
   */
  emails?: string[]
  /**
   * Address (نشانی).
   */
  address?: string
  /**
   * Postal code (کد پستی).
   */
  postalCode?: string
  /**
   * City (شهر).
   */
  city?: string
  /**
   * Province (استان).
   */
  province?: string
  /**
   * Addresses (نشانی‌ها).
   *
   * @maxItems 100
   */
  addresses?: Address[]
  /**
   * IBAN (Sheba) (شماره شبا).
   */
  iban?: string
  /**
   * IBANs (شماره‌های شبا).
   *
   * @maxItems 100
   *
   * Items: IBAN (Sheba) (شماره شبا).
   */
  ibans?: string[]
  /**
   * Bank accounts (حساب‌های بانکی).
   *
   * @maxItems 100
   */
  bankAccounts?: BankAccount[]
  /**
   * Customer number (شماره مشتری). The number by which the source itself knows the customer.
   */
  customerNumber?: string
  /**
   * Customer state (وضعیت مشتری). prospect, active, …: a word of a list that the organisation defines.
   */
  customerState?: string
  /**
   * Segment (گروه).
   */
  segment?: string
  /**
   * Field of activity (زمینه فعالیت).
   */
  fieldOfActivity?: string
  /**
   * Balance (rial) (مانده (ریال)). What the customer owes (positive) or has in credit (negative), as the source last said.
   */
  balanceRial?: number
  /**
   * Registered on (تاریخ ثبت). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  registeredOn?: string
  /**
   * Description (توضیح).
   */
  description?: string
  /**
   * Verified (تأییدشده‌ها). Names of the fields that the source has verified itself.
   *
   * @maxItems 100
   *
   * Items: Field (فیلد).
   */
  verified?: string[]
  /**
   * Same as (همان است با). Records of other connections that this one knows to be the same.
   *
   * @maxItems 100
   */
  sameAs?: Reference[]
  /**
   * Stage (مرحله). Prospect (potential customer), customer, or no longer one. Without it, the hub tells it from contracts and paid invoices.
   */
  stage?: 'prospect' | 'customer' | 'former'
  /**
   * Prospect type (نوع مشتری بالقوه).
   */
  prospectType?: string
  /**
   * Rank (رتبه).
   */
  rank?: string
  /**
   * Status (وضعیت).
   */
  prospectStatus?: string
  /**
   * Field of activity (زمینه فعالیت).
   */
  activityField?: string
  /**
   * User account information (وضعیت اطلاعات کاربری).
   */
  userInfoState?: string
  /**
   * KYC (Sejam) state (وضعیت سجام).
   */
  sejamState?: string
  /**
   * KYC reason (علت وضعیت سجام). Why it is in that state, in the words of the source.
   */
  sejamReason?: string
  custom?: CustomFields
}
/**
 * Payment (پرداخت). A payment, from the request on; belongs to the customer who pays.
 */
export interface Payment {
  /**
   * Reference (شماره مرجع درگاه). The gateway's own handle of the payment.
   */
  reference: string
  /**
   * State (وضعیت).
   */
  state: 'requested' | 'confirmed' | 'failed' | 'refunded'
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
   * Payer (پرداخت‌کننده).
   */
  payerName?: string
  /**
   * National code (کد ملی). Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
   */
  payerNationalCode?: string
  /**
   * Legal national id (شناسه ملی). Eleven digits as text.
   */
  payerLegalId?: string
  /**
   * Mobile (تلفن همراه). +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
   */
  payerMobile?: string
  /**
   * E-mail (رایانامه).
   */
  payerEmail?: string
  /**
   * Trace number (شماره پیگیری).
   */
  traceNumber?: string
  /**
   * Card (masked) (کارت (پوشیده)). First six and last four digits; a full card number is masked before it is stored.
   */
  cardMask?: string
  /**
   * Card hash (درهم‌سازی کارت).
   */
  cardHash?: string
  /**
   * Fee (rial) (کارمزد (ریال)).
   */
  feeRial?: number
  /**
   * Failure code (کد خطا).
   */
  failureCode?: string
  /**
   * Failure (شرح خطا).
   */
  failureText?: string
  /**
   * Requested at (زمان درخواست). An instant, RFC 3339.
   */
  requestedAt?: string
  /**
   * Confirmed at (زمان تأیید). An instant, RFC 3339.
   */
  confirmedAt?: string
  /**
   * Failed at (زمان شکست). An instant, RFC 3339.
   */
  failedAt?: string
  /**
   * Refunded at (زمان بازگشت وجه). An instant, RFC 3339.
   */
  refundedAt?: string
  /**
   * Description (توضیح).
   */
  description?: string
  customer?: Reference
  /**
   * Same as (همان است با). Records of the same type, of other connections, that are about the same one: it counts once, by what this record says.
   *
   * @maxItems 100
   */
  sameAs?: Reference[]
  custom?: CustomFields
}
/**
 * Person (شخص حقیقی). A natural person: customer, prospect, agent, contact.
 */
export interface Person {
  /**
   * First name (نام).
   */
  firstName?: string
  /**
   * Last name (نام خانوادگی).
   */
  lastName?: string
  /**
   * Full name (نام کامل).
   */
  fullName?: string
  /**
   * Father's name (نام پدر).
   */
  fatherName?: string
  /**
   * Gender (جنسیت).
   */
  gender?: 'female' | 'male'
  /**
   * National code (کد ملی). Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
   */
  nationalCode?: string
  /**
   * Foreign national code (کد فراگیر اتباع). Ten to twelve digits; no check digit is known.
   */
  foreignId?: string
  /**
   * Passport number (شماره گذرنامه).
   */
  passportNumber?: string
  /**
   * Birth certificate number (شماره شناسنامه).
   */
  birthCertificateNumber?: string
  /**
   * Date of birth (تاریخ تولد). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  birthOn?: string
  /**
   * Place of birth (محل تولد).
   */
  birthPlace?: string
  /**
   * Job (شغل).
   */
  jobTitle?: string
  /**
   * Economic code (کد اقتصادی).
   */
  economicCode?: string
  /**
   * KYC (Sejam) state (وضعیت سجام).
   */
  sejamState?: string
  /**
   * Mobile (تلفن همراه). +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
   */
  mobile?: string
  /**
   * Mobiles (تلفن‌های همراه).
   *
   * @maxItems 100
   *
   * Items: Mobile (تلفن همراه). +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
   */
  mobiles?: string[]
  /**
   * Phone (تلفن ثابت).
   */
  phone?: string
  /**
   * Phones (تلفن‌های ثابت).
   *
   * @maxItems 100
   *
   * Items: Phone (تلفن ثابت).
   */
  phones?: string[]
  /**
   * E-mail (رایانامه).
   */
  email?: string
  /**
   * E-mails (رایانامه‌ها).
   *
   * @maxItems 100
   *
   * Items: E-mail (رایانامه).
   */
  emails?: string[]
  /**
   * Address (نشانی).
   */
  address?: string
  /**
   * Postal code (کد پستی).
   */
  postalCode?: string
  /**
   * City (شهر).
   */
  city?: string
  /**
   * Province (استان).
   */
  province?: string
  /**
   * Addresses (نشانی‌ها).
   *
   * @maxItems 100
   */
  addresses?: Address[]
  /**
   * IBAN (Sheba) (شماره شبا).
   */
  iban?: string
  /**
   * IBANs (شماره‌های شبا).
   *
   * @maxItems 100
   *
   * Items: IBAN (Sheba) (شماره شبا).
   */
  ibans?: string[]
  /**
   * Bank accounts (حساب‌های بانکی).
   *
   * @maxItems 100
   */
  bankAccounts?: BankAccount[]
  /**
   * Customer number (شماره مشتری). The number by which the source itself knows the customer.
   */
  customerNumber?: string
  /**
   * Customer state (وضعیت مشتری). prospect, active, …: a word of a list that the organisation defines.
   */
  customerState?: string
  /**
   * Segment (گروه).
   */
  segment?: string
  /**
   * Field of activity (زمینه فعالیت).
   */
  fieldOfActivity?: string
  /**
   * Balance (rial) (مانده (ریال)). What the customer owes (positive) or has in credit (negative), as the source last said.
   */
  balanceRial?: number
  /**
   * Registered on (تاریخ ثبت). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  registeredOn?: string
  /**
   * Description (توضیح).
   */
  description?: string
  /**
   * Verified (تأییدشده‌ها). Names of the fields that the source has verified itself.
   *
   * @maxItems 100
   *
   * Items: Field (فیلد).
   */
  verified?: string[]
  /**
   * Same as (همان است با). Records of other connections that this one knows to be the same.
   *
   * @maxItems 100
   */
  sameAs?: Reference[]
  /**
   * Stage (مرحله). Prospect (potential customer), customer, or no longer one. Without it, the hub tells it from contracts and paid invoices.
   */
  stage?: 'prospect' | 'customer' | 'former'
  /**
   * Prospect type (نوع مشتری بالقوه).
   */
  prospectType?: string
  /**
   * Rank (رتبه).
   */
  rank?: string
  /**
   * Status (وضعیت).
   */
  prospectStatus?: string
  /**
   * Field of activity (زمینه فعالیت).
   */
  activityField?: string
  /**
   * User account information (وضعیت اطلاعات کاربری).
   */
  userInfoState?: string
  /**
   * KYC reason (علت وضعیت سجام). Why it is in that state, in the words of the source.
   */
  sejamReason?: string
  custom?: CustomFields
}
/**
 * Product (محصول). A product that the organisation sells: base data, from a system or kept in the hub.
 */
export interface Product {
  /**
   * Code (کد). Unique within its connection.
   */
  productCode?: string
  /**
   * Name (نام).
   */
  name: string
  /**
   * Name in English (نام انگلیسی).
   */
  nameEn?: string
  /**
   * Kind (نوع). A word of a list that the organisation defines; prices and suggestions go by it.
   */
  kind?: string
  /**
   * Group (گروه).
   */
  group?: string
  /**
   * Life cycle (وضعیت چرخهٔ عمر). draft → active → suspended → retired; without it, draft.
   */
  lifeCycle?: 'draft' | 'active' | 'suspended' | 'retired'
  /**
   * Offered from (آغاز ارائه). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  validFromOn?: string
  /**
   * Offered until (پایان ارائه). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  validUntilOn?: string
  /**
   * Side item (قلم جانبی). Sold only beside something else.
   */
  isSideItem?: boolean
  /**
   * Price (rial) (قیمت (ریال)). Of one unit, before rules.
   */
  priceRial?: number
  /**
   * Lowest price (rial) (کمینهٔ قیمت (ریال)).
   */
  minPriceRial?: number
  /**
   * Highest price (rial) (بیشینهٔ قیمت (ریال)).
   */
  maxPriceRial?: number
  /**
   * Unit (واحد).
   */
  unit?: string
  /**
   * Manufacturer (سازنده).
   */
  manufacturer?: string
  /**
   * Model (مدل).
   */
  model?: string
  /**
   * Specifications (مشخصات فنی).
   *
   * @maxItems 100
   */
  specifications?: Specification[]
  /**
   * Services (خدمت‌ها). Offered services that go with it.
   *
   * @maxItems 100
   */
  servicePlans?: Reference[]
  /**
   * Requires (نیازمند). What must be bought or had with it.
   *
   * @maxItems 100
   */
  requires?: Reference[]
  /**
   * Goes with (همراه). What is suggested beside it.
   *
   * @maxItems 100
   */
  goesWith?: Reference[]
  /**
   * Replaces (جایگزینِ).
   *
   * @maxItems 100
   */
  replaces?: Reference[]
  /**
   * Upgrades to (ارتقا به).
   *
   * @maxItems 100
   */
  upgradesTo?: Reference[]
  /**
   * SLA (توافق سطح خدمت). Key of a policy under /v1/sla-policies.
   */
  slaPolicy?: string
  /**
   * Description (توضیح).
   */
  description?: string
  /**
   * Same as (همان است با). Records of other connections that this one knows to be the same.
   *
   * @maxItems 100
   */
  sameAs?: Reference[]
  custom?: CustomFields
}
/**
 * Relation (رابطه). A tie between two profiles, from one end to the other: who employs, represents or owns whom, who uses what, who belongs to which household or agency. It names its ends by what they are found by, so it follows them through merges and splits.
 */
export interface Relation {
  /**
   * Kind (نوع). Read from `from` to `to`; `inverse` is how it reads from the other end.
   */
  kind: 'employs' | 'represents' | 'owns' | 'uses' | 'memberOfHousehold' | 'agentOf'
  from?: Reference
  /**
   * National code (کد ملی).
   */
  fromNationalCode?: string
  /**
   * Legal national id (شناسه ملی).
   */
  fromLegalId?: string
  to?: Reference
  /**
   * National code (کد ملی).
   */
  toNationalCode?: string
  /**
   * Legal national id (شناسه ملی).
   */
  toLegalId?: string
  /**
   * Role (سمت). In the words of the source: chief executive, attorney, spouse.
   */
  role?: string
  /**
   * Share (%) (سهم (درصد)).
   */
  sharePercent?: number
  /**
   * Valid from (اعتبار از). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood.
   */
  validFromOn?: string
  /**
   * Valid until (اعتبار تا). The last day on which it holds.
   */
  validUntilOn?: string
  /**
   * Stated at (زمان بیان). An instant, RFC 3339.
   */
  statedAt?: string
  /**
   * Note (یادداشت).
   */
  note?: string
  custom?: CustomFields
}
/**
 * Offered service (خدمت قابل ارائه). A service as the organisation offers it: base data, from a system or kept in the hub. What a customer uses of it is a `service`.
 */
export interface OfferedService {
  /**
   * Code (کد). Unique within its connection.
   */
  serviceCode?: string
  /**
   * Name (نام).
   */
  name: string
  /**
   * Name in English (نام انگلیسی).
   */
  nameEn?: string
  /**
   * Kind (نوع). A word of a list that the organisation defines; prices and suggestions go by it.
   */
  kind?: string
  /**
   * Group (گروه).
   */
  group?: string
  /**
   * Life cycle (وضعیت چرخهٔ عمر). draft → active → suspended → retired; without it, draft.
   */
  lifeCycle?: 'draft' | 'active' | 'suspended' | 'retired'
  /**
   * Offered from (آغاز ارائه). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  validFromOn?: string
  /**
   * Offered until (پایان ارائه). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  validUntilOn?: string
  /**
   * Side item (قلم جانبی). Sold only beside something else.
   */
  isSideItem?: boolean
  /**
   * Price (rial) (قیمت (ریال)). Of one unit, before rules.
   */
  priceRial?: number
  /**
   * Lowest price (rial) (کمینهٔ قیمت (ریال)).
   */
  minPriceRial?: number
  /**
   * Highest price (rial) (بیشینهٔ قیمت (ریال)).
   */
  maxPriceRial?: number
  /**
   * Unit (واحد).
   */
  unit?: string
  /**
   * Duration (months) (مدت (ماه)).
   */
  durationMonths?: number
  /**
   * Products (محصول‌ها). Products that go with it.
   *
   * @maxItems 100
   */
  products?: Reference[]
  /**
   * Requires (نیازمند). What must be bought or had with it.
   *
   * @maxItems 100
   */
  requires?: Reference[]
  /**
   * Goes with (همراه). What is suggested beside it.
   *
   * @maxItems 100
   */
  goesWith?: Reference[]
  /**
   * Replaces (جایگزینِ).
   *
   * @maxItems 100
   */
  replaces?: Reference[]
  /**
   * Upgrades to (ارتقا به).
   *
   * @maxItems 100
   */
  upgradesTo?: Reference[]
  /**
   * SLA (توافق سطح خدمت). Key of a policy under /v1/sla-policies.
   */
  slaPolicy?: string
  /**
   * Description (توضیح).
   */
  description?: string
  /**
   * Same as (همان است با). Records of other connections that this one knows to be the same.
   *
   * @maxItems 100
   */
  sameAs?: Reference[]
  custom?: CustomFields
}
/**
 * Service (خدمت). A service or subscription that a customer uses.
 */
export interface Service {
  /**
   * Service number (شماره سرویس). Unique within its connection.
   */
  serviceNumber?: string
  /**
   * Name (نام).
   */
  name?: string
  /**
   * Plan (طرح).
   */
  plan?: string
  /**
   * Amount (rial) (مبلغ (ریال)).
   */
  amountRial?: number
  /**
   * Starts on (تاریخ آغاز). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  startsOn?: string
  /**
   * Ends on (تاریخ پایان). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  endsOn?: string
  contract?: Reference
  /**
   * Contract number (شماره قرارداد). As the same connection numbers its contracts.
   */
  contractNumber?: string
  servicePlan?: Reference
  /**
   * SLA (توافق سطح خدمت). Key of a policy under /v1/sla-policies.
   */
  slaPolicy?: string
  /**
   * OLA (توافق سطح عملیات). Key of a policy under /v1/sla-policies.
   */
  olaPolicy?: string
  owner?: Reference
  /**
   * National code (کد ملی). Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
   */
  ownerNationalCode?: string
  /**
   * Legal national id (شناسه ملی). Eleven digits as text.
   */
  ownerLegalId?: string
  /**
   * Mobile (تلفن همراه). +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
   */
  ownerMobile?: string
  /**
   * State (وضعیت).
   */
  state?: string
  /**
   * Description (توضیح).
   */
  description?: string
  /**
   * Same as (همان است با). Records of other connections that this one knows to be the same.
   *
   * @maxItems 100
   */
  sameAs?: Reference[]
  custom?: CustomFields
}
/**
 * Stock (موجودی انبار). How much of an item is in a store, as the warehouse's own books say.
 */
export interface Stock {
  /**
   * Item code (کد کالا). As the same connection codes its products.
   */
  itemCode?: string
  /**
   * Item (نام کالا).
   */
  itemName?: string
  product?: Reference
  /**
   * Store (انبار).
   */
  store?: string
  /**
   * Store code (کد انبار).
   */
  storeCode?: string
  /**
   * In stock (موجودی). May be below zero where more was issued than received.
   */
  quantity: number
  /**
   * Reserved (رزرو شده).
   */
  reserved?: number
  /**
   * Order below (نقطهٔ سفارش). When less is there, more is to be ordered.
   */
  orderBelow?: number
  /**
   * Unit (واحد).
   */
  unit?: string
  /**
   * As of (در تاریخ).
   */
  countedAt?: string
  /**
   * Description (توضیح).
   */
  description?: string
  /**
   * Same as (همان است با). Records of other connections that this one knows to be the same.
   *
   * @maxItems 100
   */
  sameAs?: Reference[]
  custom?: CustomFields
}
/**
 * Stock movement (رسید و حوالهٔ انبار). One line of a document of the warehouse: an item that was received, issued, returned or moved, by its serials where it has them.
 */
export interface StockMovement {
  /**
   * Document number (شماره سند). Of the receipt or the issue; its lines share it.
   */
  documentNumber?: string
  /**
   * Kind (نوع). return: it came back from whom it was issued to.
   */
  kind: 'receipt' | 'issue' | 'return' | 'transfer' | 'adjustment'
  /**
   * State (وضعیت).
   */
  state?: string
  /**
   * At (زمان).
   */
  movedAt?: string
  /**
   * Item code (کد کالا). As the same connection codes its products.
   */
  itemCode?: string
  /**
   * Item (نام کالا).
   */
  itemName?: string
  product?: Reference
  /**
   * Quantity (مقدار). Of an adjustment it may be below zero.
   */
  quantity: number
  /**
   * Unit (واحد).
   */
  unit?: string
  /**
   * Serials (شماره‌های سریال). Of the pieces that it is about; each piece shows it.
   *
   * @maxItems 1000
   *
   * Items: Serial (شماره سریال).
   */
  serials?: string[]
  /**
   * Store (انبار).
   */
  store?: string
  /**
   * Store code (کد انبار).
   */
  storeCode?: string
  /**
   * To store (به انبار). Of a transfer.
   */
  toStore?: string
  /**
   * Order number (شماره سفارش). The order or request that it was issued for.
   */
  orderNumber?: string
  /**
   * Description (توضیح).
   */
  description?: string
  /**
   * Same as (همان است با). Records of other connections that this one knows to be the same.
   *
   * @maxItems 100
   */
  sameAs?: Reference[]
  custom?: CustomFields
}
/**
 * Terminal (پایانه فروش). A point-of-sale device or payment terminal.
 */
export interface Terminal {
  /**
   * Serial (شماره سریال).
   */
  serial?: string
  /**
   * Terminal number (شماره پایانه).
   */
  terminalNumber?: string
  /**
   * Merchant number (شماره پذیرنده).
   */
  merchantNumber?: string
  /**
   * Model (مدل).
   */
  model?: string
  /**
   * Manufacturer (سازنده).
   */
  manufacturer?: string
  /**
   * SIM number (شماره سیم‌کارت).
   */
  simNumber?: string
  /**
   * Settlement IBAN (شبای تسویه).
   */
  settlementIban?: string
  /**
   * City (شهر).
   */
  city?: string
  /**
   * Place (محل نصب).
   */
  address?: string
  /**
   * Installed on (تاریخ نصب). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  installedOn?: string
  /**
   * Warranty until (پایان ضمانت). A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.
   */
  warrantyUntilOn?: string
  /**
   * Asset tag (برچسب اموال). Unique within its connection.
   */
  assetTag?: string
  contract?: Reference
  /**
   * Contract number (شماره قرارداد). As the same connection numbers its contracts.
   */
  contractNumber?: string
  product?: Reference
  service?: Reference
  /**
   * SLA (توافق سطح خدمت). Key of a policy under /v1/sla-policies.
   */
  slaPolicy?: string
  /**
   * OLA (توافق سطح عملیات). Key of a policy under /v1/sla-policies.
   */
  olaPolicy?: string
  owner?: Reference
  /**
   * National code (کد ملی). Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.
   */
  ownerNationalCode?: string
  /**
   * Legal national id (شناسه ملی). Eleven digits as text.
   */
  ownerLegalId?: string
  /**
   * Mobile (تلفن همراه). +98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.
   */
  ownerMobile?: string
  /**
   * State (وضعیت).
   */
  state?: string
  /**
   * Description (توضیح).
   */
  description?: string
  /**
   * Same as (همان است با). Records of other connections that this one knows to be the same.
   *
   * @maxItems 100
   */
  sameAs?: Reference[]
  custom?: CustomFields
}

/** The schemas themselves, by name. */
export const entitySchemas: Readonly<Record<keyof Entities, EntitySchema>> = {
  "account": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "account.json",
    "title": "Account",
    "titleFa": "حساب",
    "description": "An account that a customer holds with the organisation or a fund (trading code, investment account, credit).",
    "entity": {
      "role": "asset",
      "kind": "asset",
      "headline": [
        "fundName",
        "accountNumber",
        "tradingCode",
        "state"
      ]
    },
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "accountNumber": {
        "title": "Account number",
        "titleFa": "شماره حساب",
        "type": "string",
        "maxLength": 100,
        "holds": "accountNumber",
        "personal": true,
        "description": "Unique within its connection."
      },
      "iban": {
        "title": "IBAN (Sheba)",
        "titleFa": "شماره شبا",
        "type": "string",
        "maxLength": 100,
        "personal": true,
        "description": "Its owner is found by it."
      },
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "maxLength": 60
      },
      "fundName": {
        "title": "Fund",
        "titleFa": "صندوق",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "tradingCode": {
        "title": "Trading code",
        "titleFa": "کد بورسی",
        "type": "string",
        "maxLength": 100,
        "holds": "tradingCode",
        "personal": true
      },
      "balanceRial": {
        "title": "Balance (rial)",
        "titleFa": "مانده (ریال)",
        "type": "integer",
        "minimum": -9007199254740991,
        "maximum": 9007199254740991
      },
      "openedOn": {
        "title": "Opened on",
        "titleFa": "تاریخ افتتاح",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "closedOn": {
        "title": "Closed on",
        "titleFa": "تاریخ بستن",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "owner": {
        "title": "Owner",
        "titleFa": "مالک",
        "$ref": "reference.json",
        "party": true,
        "description": "The customer, by the id it has in a connection."
      },
      "ownerNationalCode": {
        "title": "National code",
        "titleFa": "کد ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "description": "Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.",
        "party": true,
        "personal": true
      },
      "ownerLegalId": {
        "title": "Legal national id",
        "titleFa": "شناسه ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "description": "Eleven digits as text.",
        "party": true
      },
      "ownerMobile": {
        "title": "Mobile",
        "titleFa": "تلفن همراه",
        "type": "string",
        "maxLength": 100,
        "holds": "mobile",
        "description": "+98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.",
        "party": true,
        "personal": true
      },
      "state": {
        "title": "State",
        "titleFa": "وضعیت",
        "type": "string",
        "maxLength": 60
      },
      "description": {
        "title": "Description",
        "titleFa": "توضیح",
        "type": "string",
        "maxLength": 2000,
        "holds": "text"
      },
      "sameAs": {
        "title": "Same as",
        "titleFa": "همان است با",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Reference",
          "titleFa": "ارجاع",
          "$ref": "reference.json"
        },
        "description": "Records of other connections that this one knows to be the same."
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "activity": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "activity.json",
    "title": "Activity",
    "titleFa": "فعالیت",
    "description": "A contact with a customer or prospect, planned or done: call, visit, fax, e-mail.",
    "entity": {
      "role": "attached",
      "kind": "activity",
      "at": "happenedAt",
      "orAt": "plannedAt"
    },
    "type": "object",
    "additionalProperties": false,
    "required": [
      "kind"
    ],
    "properties": {
      "customer": {
        "title": "Customer",
        "titleFa": "مشتری",
        "$ref": "reference.json",
        "party": true,
        "description": "The record that the source knows the customer by."
      },
      "customerNationalCode": {
        "title": "National code",
        "titleFa": "کد ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "party": true,
        "personal": true
      },
      "customerLegalId": {
        "title": "Legal national id",
        "titleFa": "شناسه ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "party": true
      },
      "customerMobile": {
        "title": "Mobile",
        "titleFa": "تلفن همراه",
        "type": "string",
        "maxLength": 100,
        "holds": "mobile",
        "party": true,
        "personal": true
      },
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "enum": [
          "call",
          "visit",
          "fax",
          "email",
          "meeting",
          "other"
        ]
      },
      "state": {
        "title": "State",
        "titleFa": "وضعیت",
        "type": "string",
        "enum": [
          "planned",
          "done",
          "missed",
          "cancelled"
        ],
        "description": "Without one it is done if it says when it happened."
      },
      "direction": {
        "title": "Direction",
        "titleFa": "جهت",
        "type": "string",
        "enum": [
          "in",
          "out"
        ]
      },
      "subject": {
        "title": "Subject",
        "titleFa": "موضوع",
        "type": "string",
        "maxLength": 400
      },
      "note": {
        "title": "Note",
        "titleFa": "متن گفتگو",
        "type": "string",
        "maxLength": 10000,
        "personal": true
      },
      "outcome": {
        "title": "Outcome",
        "titleFa": "نتیجه",
        "type": "string",
        "maxLength": 400
      },
      "agent": {
        "title": "Agent",
        "titleFa": "کارشناس",
        "type": "string",
        "maxLength": 200
      },
      "place": {
        "title": "Place",
        "titleFa": "محل",
        "type": "string",
        "maxLength": 400,
        "personal": true
      },
      "plannedAt": {
        "title": "Planned at",
        "titleFa": "زمان برنامه",
        "type": "string",
        "maxLength": 40,
        "format": "date-time",
        "description": "An instant, RFC 3339."
      },
      "happenedAt": {
        "title": "Happened at",
        "titleFa": "زمان انجام",
        "type": "string",
        "maxLength": 40,
        "format": "date-time",
        "description": "An instant, RFC 3339."
      },
      "durationSeconds": {
        "title": "Duration (s)",
        "titleFa": "مدت (ثانیه)",
        "type": "integer",
        "minimum": 0,
        "maximum": 604800
      },
      "nextOn": {
        "title": "Next contact on",
        "titleFa": "پیگیری بعدی",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood."
      },
      "job": {
        "title": "Job",
        "titleFa": "کار",
        "type": "string",
        "maxLength": 200,
        "description": "The job or flow that it belongs to."
      },
      "questions": {
        "title": "Questions",
        "titleFa": "پرسش‌ها",
        "type": "array",
        "maxItems": 100,
        "personal": true,
        "items": {
          "title": "Question",
          "titleFa": "پرسش",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "question"
          ],
          "properties": {
            "question": {
              "title": "Question",
              "titleFa": "پرسش",
              "type": "string",
              "maxLength": 1000
            },
            "answer": {
              "title": "Answer",
              "titleFa": "پاسخ",
              "type": "string",
              "maxLength": 2000
            }
          }
        }
      },
      "expenses": {
        "title": "Expenses",
        "titleFa": "هزینه‌ها",
        "type": "array",
        "maxItems": 50,
        "items": {
          "title": "Expense",
          "titleFa": "هزینه",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "amountRial"
          ],
          "properties": {
            "kind": {
              "title": "Kind",
              "titleFa": "نوع",
              "type": "string",
              "enum": [
                "travel",
                "giveaway",
                "other"
              ]
            },
            "amountRial": {
              "title": "Amount (rial)",
              "titleFa": "مبلغ (ریال)",
              "type": "integer",
              "minimum": 0,
              "maximum": 9007199254740991
            },
            "note": {
              "title": "Note",
              "titleFa": "یادداشت",
              "type": "string",
              "maxLength": 400
            },
            "receipt": {
              "title": "Receipt",
              "titleFa": "رسید",
              "type": "string",
              "maxLength": 400
            }
          }
        }
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "address": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "address.json",
    "title": "Address",
    "titleFa": "نشانی",
    "description": "A postal address, in parts as far as the source knows them.",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "enum": [
          "home",
          "work",
          "billing",
          "delivery",
          "other"
        ]
      },
      "province": {
        "title": "Province",
        "titleFa": "استان",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "city": {
        "title": "City",
        "titleFa": "شهر",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "district": {
        "title": "District",
        "titleFa": "منطقه",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "street": {
        "title": "Street",
        "titleFa": "خیابان",
        "type": "string",
        "maxLength": 200,
        "holds": "text",
        "personal": true
      },
      "alley": {
        "title": "Alley",
        "titleFa": "کوچه",
        "type": "string",
        "maxLength": 200,
        "holds": "text",
        "personal": true
      },
      "plate": {
        "title": "Plate number",
        "titleFa": "پلاک",
        "type": "string",
        "maxLength": 20,
        "holds": "text",
        "personal": true
      },
      "unit": {
        "title": "Unit",
        "titleFa": "واحد",
        "type": "string",
        "maxLength": 20,
        "holds": "text",
        "personal": true
      },
      "text": {
        "title": "Full address",
        "titleFa": "نشانی کامل",
        "type": "string",
        "maxLength": 1000,
        "holds": "text",
        "personal": true
      },
      "postalCode": {
        "title": "Postal code",
        "titleFa": "کد پستی",
        "type": "string",
        "maxLength": 100,
        "holds": "postalCode",
        "personal": true
      },
      "phone": {
        "title": "Phone",
        "titleFa": "تلفن",
        "type": "string",
        "maxLength": 100,
        "holds": "phone",
        "personal": true
      }
    }
  },
  "bank-account": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "bank-account.json",
    "title": "Bank account",
    "titleFa": "حساب بانکی",
    "description": "An account of a customer with a bank. Its IBAN says nothing about who owns it.",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "iban": {
        "title": "IBAN (Sheba)",
        "titleFa": "شماره شبا",
        "type": "string",
        "maxLength": 100,
        "holds": "iban",
        "personal": true
      },
      "accountNumber": {
        "title": "Account number",
        "titleFa": "شماره حساب",
        "type": "string",
        "maxLength": 40,
        "personal": true
      },
      "bankName": {
        "title": "Bank",
        "titleFa": "بانک",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "branchName": {
        "title": "Branch",
        "titleFa": "شعبه",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "branchCode": {
        "title": "Branch code",
        "titleFa": "کد شعبه",
        "type": "string",
        "maxLength": 20
      },
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "enum": [
          "current",
          "shortTerm",
          "longTerm",
          "saving",
          "other"
        ]
      },
      "isDefault": {
        "title": "Is default",
        "titleFa": "حساب پیش‌فرض",
        "type": "boolean"
      }
    }
  },
  "consent": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "consent.json",
    "title": "Consent",
    "titleFa": "رضایت",
    "description": "What a customer has allowed or forbidden, for a purpose and a channel. Each statement is a record of its own; the newest one about a purpose and channel holds.",
    "entity": {
      "role": "attached",
      "kind": "consent",
      "at": "statedAt"
    },
    "type": "object",
    "additionalProperties": false,
    "required": [
      "purpose",
      "state"
    ],
    "properties": {
      "customer": {
        "title": "Customer",
        "titleFa": "مشتری",
        "$ref": "reference.json",
        "party": true,
        "description": "The record that the source knows the customer by."
      },
      "customerNationalCode": {
        "title": "National code",
        "titleFa": "کد ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "party": true,
        "personal": true
      },
      "customerLegalId": {
        "title": "Legal national id",
        "titleFa": "شناسه ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "party": true
      },
      "customerMobile": {
        "title": "Mobile",
        "titleFa": "تلفن همراه",
        "type": "string",
        "maxLength": 100,
        "holds": "mobile",
        "party": true,
        "personal": true
      },
      "purpose": {
        "title": "Purpose",
        "titleFa": "هدف",
        "type": "string",
        "maxLength": 60,
        "minLength": 1,
        "pattern": "^[a-z][A-Za-z0-9]*$",
        "description": "`marketing`, `survey`, `dataSharing` …; `any` for all."
      },
      "channel": {
        "title": "Channel",
        "titleFa": "کانال",
        "type": "string",
        "enum": [
          "any",
          "sms",
          "email",
          "phone",
          "fax",
          "post",
          "app"
        ]
      },
      "state": {
        "title": "State",
        "titleFa": "وضعیت",
        "type": "string",
        "enum": [
          "given",
          "withdrawn"
        ]
      },
      "statedAt": {
        "title": "Stated at",
        "titleFa": "زمان بیان",
        "type": "string",
        "maxLength": 40,
        "format": "date-time",
        "description": "An instant, RFC 3339."
      },
      "validUntilOn": {
        "title": "Valid until",
        "titleFa": "اعتبار تا",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood."
      },
      "source": {
        "title": "Source",
        "titleFa": "منبع",
        "type": "string",
        "maxLength": 200,
        "description": "Where it was said: form, call, portal, reply to a message."
      },
      "proof": {
        "title": "Proof",
        "titleFa": "مدرک",
        "type": "string",
        "maxLength": 1000,
        "personal": true,
        "description": "What shows it: a file, a recording, a message id, the words of the form."
      },
      "takenBy": {
        "title": "Taken by",
        "titleFa": "گیرنده",
        "type": "string",
        "maxLength": 200
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "contact": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "contact.json",
    "title": "Contact",
    "titleFa": "مخاطب دفتر تلفن",
    "description": "An entry of the phone book: whom to reach, and how. Its numbers say nothing about who a customer is.",
    "entity": {
      "role": "asset",
      "kind": "asset",
      "headline": [
        "name",
        "role",
        "mobile",
        "phone"
      ]
    },
    "type": "object",
    "additionalProperties": false,
    "required": [
      "name"
    ],
    "properties": {
      "name": {
        "title": "Name",
        "titleFa": "نام",
        "type": "string",
        "minLength": 1,
        "maxLength": 400,
        "holds": "text",
        "personal": true
      },
      "role": {
        "title": "Role",
        "titleFa": "سمت",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "organisation": {
        "title": "Organisation",
        "titleFa": "سازمان",
        "type": "string",
        "maxLength": 400,
        "holds": "text"
      },
      "group": {
        "title": "Group",
        "titleFa": "گروه",
        "type": "string",
        "maxLength": 100,
        "holds": "text",
        "description": "Couriers, installers, the board: a word of a list that the organisation defines."
      },
      "mobile": {
        "title": "Mobile",
        "titleFa": "تلفن همراه",
        "type": "string",
        "maxLength": 100,
        "holds": "phone",
        "personal": true,
        "description": "Kept in the form +98…"
      },
      "phone": {
        "title": "Phone",
        "titleFa": "تلفن",
        "type": "string",
        "maxLength": 100,
        "holds": "phone",
        "personal": true
      },
      "phones": {
        "title": "Other numbers",
        "titleFa": "شماره‌های دیگر",
        "type": "array",
        "maxItems": 20,
        "items": {
          "type": "string",
          "maxLength": 100,
          "holds": "phone"
        },
        "personal": true
      },
      "extension": {
        "title": "Extension",
        "titleFa": "داخلی",
        "type": "string",
        "maxLength": 20
      },
      "fax": {
        "title": "Fax",
        "titleFa": "نمابر",
        "type": "string",
        "maxLength": 100,
        "holds": "phone"
      },
      "email": {
        "title": "E-mail",
        "titleFa": "رایانامه",
        "type": "string",
        "maxLength": 254,
        "pattern": "^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$",
        "personal": true
      },
      "address": {
        "title": "Address",
        "titleFa": "نشانی",
        "type": "string",
        "maxLength": 1000,
        "holds": "text",
        "personal": true
      },
      "city": {
        "title": "City",
        "titleFa": "شهر",
        "type": "string",
        "maxLength": 100,
        "holds": "text"
      },
      "postalCode": {
        "title": "Postal code",
        "titleFa": "کد پستی",
        "type": "string",
        "maxLength": 100,
        "holds": "postalCode",
        "personal": true
      },
      "customer": {
        "title": "Customer",
        "titleFa": "مشتری",
        "$ref": "reference.json",
        "party": true,
        "description": "The customer whose contact this is, by the id it has in a connection."
      },
      "customerNationalCode": {
        "title": "National code of the customer",
        "titleFa": "کد ملی مشتری",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "party": true,
        "personal": true
      },
      "customerLegalId": {
        "title": "Legal national id of the customer",
        "titleFa": "شناسه ملی مشتری",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "party": true
      },
      "description": {
        "title": "Description",
        "titleFa": "توضیح",
        "type": "string",
        "maxLength": 2000,
        "holds": "text"
      },
      "sameAs": {
        "title": "Same as",
        "titleFa": "همان",
        "type": "array",
        "maxItems": 20,
        "items": {
          "$ref": "reference.json"
        },
        "description": "Records of other systems about the same contact."
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "contract": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "contract.json",
    "title": "Contract",
    "titleFa": "قرارداد",
    "description": "An agreement with a customer.",
    "entity": {
      "role": "asset",
      "kind": "asset",
      "headline": [
        "subject",
        "contractNumber",
        "state",
        "endsOn"
      ]
    },
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "contractNumber": {
        "title": "Contract number",
        "titleFa": "شماره قرارداد",
        "type": "string",
        "maxLength": 100,
        "holds": "contractNumber",
        "description": "Unique within its connection."
      },
      "subject": {
        "title": "Subject",
        "titleFa": "موضوع",
        "type": "string",
        "maxLength": 400,
        "holds": "text"
      },
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "maxLength": 60
      },
      "amountRial": {
        "title": "Amount (rial)",
        "titleFa": "مبلغ (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "signedOn": {
        "title": "Signed on",
        "titleFa": "تاریخ امضا",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "startsOn": {
        "title": "Starts on",
        "titleFa": "تاریخ آغاز",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "endsOn": {
        "title": "Ends on",
        "titleFa": "تاریخ پایان",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "products": {
        "title": "Products",
        "titleFa": "محصول‌ها",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Products",
          "titleFa": "محصول‌ها",
          "$ref": "reference.json"
        },
        "relation": {
          "kind": "covers",
          "to": "product"
        }
      },
      "servicePlans": {
        "title": "Offered services",
        "titleFa": "خدمت‌ها",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Offered services",
          "titleFa": "خدمت‌ها",
          "$ref": "reference.json"
        },
        "relation": {
          "kind": "covers",
          "to": "service-plan"
        }
      },
      "slaPolicy": {
        "title": "SLA",
        "titleFa": "توافق سطح خدمت",
        "type": "string",
        "maxLength": 100,
        "relation": {
          "kind": "sla",
          "to": "slaPolicy"
        },
        "description": "Key of a policy under /v1/sla-policies."
      },
      "owner": {
        "title": "Owner",
        "titleFa": "مالک",
        "$ref": "reference.json",
        "party": true,
        "description": "The customer, by the id it has in a connection."
      },
      "ownerNationalCode": {
        "title": "National code",
        "titleFa": "کد ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "description": "Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.",
        "party": true,
        "personal": true
      },
      "ownerLegalId": {
        "title": "Legal national id",
        "titleFa": "شناسه ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "description": "Eleven digits as text.",
        "party": true
      },
      "ownerMobile": {
        "title": "Mobile",
        "titleFa": "تلفن همراه",
        "type": "string",
        "maxLength": 100,
        "holds": "mobile",
        "description": "+98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.",
        "party": true,
        "personal": true
      },
      "state": {
        "title": "State",
        "titleFa": "وضعیت",
        "type": "string",
        "maxLength": 60
      },
      "description": {
        "title": "Description",
        "titleFa": "توضیح",
        "type": "string",
        "maxLength": 2000,
        "holds": "text"
      },
      "sameAs": {
        "title": "Same as",
        "titleFa": "همان است با",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Reference",
          "titleFa": "ارجاع",
          "$ref": "reference.json"
        },
        "description": "Records of other connections that this one knows to be the same."
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "custom": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "custom.json",
    "title": "Custom fields",
    "titleFa": "فیلدهای سفارشی",
    "description": "Values of the fields that the organisation has defined for the type (`/v1/custom-fields`), by name. `null` says nothing.",
    "type": "object",
    "maxProperties": 200,
    "properties": {},
    "additionalProperties": {
      "title": "Value",
      "titleFa": "مقدار",
      "anyOf": [
        {
          "title": "Value",
          "titleFa": "مقدار",
          "type": "string",
          "maxLength": 4000
        },
        {
          "title": "Value",
          "titleFa": "مقدار",
          "type": "number"
        },
        {
          "title": "Value",
          "titleFa": "مقدار",
          "type": "boolean"
        },
        {
          "title": "Value",
          "titleFa": "مقدار",
          "type": "null"
        },
        {
          "title": "Values",
          "titleFa": "مقدارها",
          "type": "array",
          "maxItems": 200,
          "items": {
            "title": "Value",
            "titleFa": "مقدار",
            "type": "string",
            "maxLength": 4000
          }
        }
      ]
    }
  },
  "equipment": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "equipment.json",
    "title": "Equipment",
    "titleFa": "تجهیز",
    "description": "A device that is used to provide or maintain a service, with its place, its state and what it belongs to.",
    "entity": {
      "role": "asset",
      "kind": "asset",
      "headline": [
        "name",
        "assetTag",
        "serial",
        "equipmentType",
        "model",
        "state"
      ]
    },
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "assetTag": {
        "title": "Asset tag",
        "titleFa": "برچسب اموال",
        "type": "string",
        "maxLength": 100,
        "holds": "assetTag",
        "description": "Unique within its connection."
      },
      "serial": {
        "title": "Serial",
        "titleFa": "شماره سریال",
        "type": "string",
        "maxLength": 100,
        "holds": "serial"
      },
      "name": {
        "title": "Name",
        "titleFa": "نام",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "equipmentType": {
        "title": "Type",
        "titleFa": "نوع",
        "type": "string",
        "maxLength": 100,
        "holds": "text",
        "description": "router, UPS, card reader, …: a word of a list that the organisation defines."
      },
      "model": {
        "title": "Model",
        "titleFa": "مدل",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "manufacturer": {
        "title": "Manufacturer",
        "titleFa": "سازنده",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "specifications": {
        "title": "Specifications",
        "titleFa": "مشخصات فنی",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Specification",
          "titleFa": "مشخصه",
          "$ref": "specification.json"
        }
      },
      "location": {
        "title": "Place",
        "titleFa": "محل استقرار",
        "type": "string",
        "maxLength": 400,
        "holds": "text",
        "description": "Site, room, rack: as people name it."
      },
      "city": {
        "title": "City",
        "titleFa": "شهر",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "address": {
        "title": "Place",
        "titleFa": "محل نصب",
        "type": "string",
        "maxLength": 1000,
        "holds": "text",
        "personal": true
      },
      "state": {
        "title": "State",
        "titleFa": "وضعیت",
        "type": "string",
        "maxLength": 60
      },
      "purchasedOn": {
        "title": "Purchased on",
        "titleFa": "تاریخ خرید",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "installedOn": {
        "title": "Installed on",
        "titleFa": "تاریخ نصب",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "warrantyFromOn": {
        "title": "Warranty from",
        "titleFa": "آغاز ضمانت",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "warrantyUntilOn": {
        "title": "Warranty until",
        "titleFa": "پایان ضمانت",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "warrantyBy": {
        "title": "Warranty by",
        "titleFa": "ضامن",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "owner": {
        "title": "Owner",
        "titleFa": "مالک",
        "$ref": "reference.json",
        "party": true,
        "description": "The customer, by the id it has in a connection."
      },
      "ownerNationalCode": {
        "title": "National code",
        "titleFa": "کد ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "description": "Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.",
        "party": true,
        "personal": true
      },
      "ownerLegalId": {
        "title": "Legal national id",
        "titleFa": "شناسه ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "description": "Eleven digits as text.",
        "party": true
      },
      "ownerMobile": {
        "title": "Mobile",
        "titleFa": "تلفن همراه",
        "type": "string",
        "maxLength": 100,
        "holds": "mobile",
        "description": "+98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.",
        "party": true,
        "personal": true
      },
      "contract": {
        "title": "Contract",
        "titleFa": "قرارداد",
        "$ref": "reference.json",
        "relation": {
          "kind": "underContract",
          "to": "contract"
        },
        "description": "The agreement under which it is provided and kept."
      },
      "contractNumber": {
        "title": "Contract number",
        "titleFa": "شماره قرارداد",
        "type": "string",
        "maxLength": 100,
        "holds": "contractNumber",
        "relation": {
          "kind": "underContract",
          "to": "contract"
        },
        "description": "As the same connection numbers its contracts."
      },
      "product": {
        "title": "Product",
        "titleFa": "محصول",
        "$ref": "reference.json",
        "relation": {
          "kind": "isProduct",
          "to": "product"
        },
        "description": "What it is in the list of products."
      },
      "service": {
        "title": "Service",
        "titleFa": "خدمت",
        "$ref": "reference.json",
        "relation": {
          "kind": "servesService",
          "to": "service"
        },
        "description": "The service of the customer that it is used for."
      },
      "slaPolicy": {
        "title": "SLA",
        "titleFa": "توافق سطح خدمت",
        "type": "string",
        "maxLength": 100,
        "relation": {
          "kind": "sla",
          "to": "slaPolicy"
        },
        "description": "Key of a policy under /v1/sla-policies."
      },
      "olaPolicy": {
        "title": "OLA",
        "titleFa": "توافق سطح عملیات",
        "type": "string",
        "maxLength": 100,
        "relation": {
          "kind": "ola",
          "to": "slaPolicy"
        },
        "description": "Key of a policy under /v1/sla-policies."
      },
      "partOf": {
        "title": "Part of",
        "titleFa": "جزئی از",
        "$ref": "reference.json",
        "relation": {
          "kind": "partOf",
          "to": "equipment"
        },
        "description": "The equipment that it is built into."
      },
      "description": {
        "title": "Description",
        "titleFa": "توضیح",
        "type": "string",
        "maxLength": 2000,
        "holds": "text"
      },
      "sameAs": {
        "title": "Same as",
        "titleFa": "همان است با",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Reference",
          "titleFa": "ارجاع",
          "$ref": "reference.json"
        },
        "description": "Records of other connections that this one knows to be the same."
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "invoice": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "invoice.json",
    "title": "Invoice",
    "titleFa": "فاکتور",
    "description": "A proforma or invoice; belongs to the customer it names.",
    "entity": {
      "role": "attached",
      "kind": "invoice",
      "at": "issuedAt"
    },
    "type": "object",
    "additionalProperties": false,
    "required": [
      "invoiceNumber",
      "amountRial"
    ],
    "properties": {
      "invoiceNumber": {
        "title": "Invoice number",
        "titleFa": "شماره فاکتور",
        "type": "string",
        "maxLength": 100,
        "minLength": 1
      },
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "enum": [
          "proforma",
          "invoice",
          "credit"
        ]
      },
      "state": {
        "title": "State",
        "titleFa": "وضعیت",
        "type": "string",
        "enum": [
          "draft",
          "issued",
          "partlyPaid",
          "paid",
          "cancelled"
        ]
      },
      "amountRial": {
        "title": "Amount (rial)",
        "titleFa": "مبلغ (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "paidRial": {
        "title": "Paid (rial)",
        "titleFa": "پرداخت‌شده (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "taxRial": {
        "title": "Tax (rial)",
        "titleFa": "مالیات (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "issuedAt": {
        "title": "Issued at",
        "titleFa": "زمان صدور",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      },
      "dueOn": {
        "title": "Due on",
        "titleFa": "مهلت پرداخت",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "description": {
        "title": "Description",
        "titleFa": "توضیح",
        "type": "string",
        "maxLength": 2000
      },
      "lines": {
        "title": "Lines",
        "titleFa": "ردیف‌ها",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Line",
          "titleFa": "ردیف",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "title",
            "amountRial"
          ],
          "properties": {
            "title": {
              "title": "Title",
              "titleFa": "شرح",
              "type": "string",
              "maxLength": 400
            },
            "quantity": {
              "title": "Quantity",
              "titleFa": "تعداد",
              "type": "number",
              "minimum": 0
            },
            "amountRial": {
              "title": "Amount (rial)",
              "titleFa": "مبلغ (ریال)",
              "type": "integer",
              "minimum": 0,
              "maximum": 9007199254740991
            }
          }
        }
      },
      "customer": {
        "title": "Customer",
        "titleFa": "مشتری",
        "$ref": "reference.json",
        "party": true,
        "description": "The customer, by the id it has in a connection."
      },
      "customerName": {
        "title": "Customer name",
        "titleFa": "نام مشتری",
        "type": "string",
        "maxLength": 400,
        "holds": "text",
        "personal": true
      },
      "customerNationalCode": {
        "title": "National code",
        "titleFa": "کد ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "description": "Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.",
        "party": true,
        "personal": true
      },
      "customerLegalId": {
        "title": "Legal national id",
        "titleFa": "شناسه ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "description": "Eleven digits as text.",
        "party": true
      },
      "customerMobile": {
        "title": "Mobile",
        "titleFa": "تلفن همراه",
        "type": "string",
        "maxLength": 100,
        "holds": "mobile",
        "description": "+98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.",
        "party": true,
        "personal": true
      },
      "sameAs": {
        "title": "Same as",
        "titleFa": "همان است با",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Reference",
          "titleFa": "ارجاع",
          "$ref": "reference.json"
        },
        "description": "Records of the same type, of other connections, that are about the same one: it counts once, by what this record says."
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "label": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "label.json",
    "title": "Label",
    "titleFa": "برچسب",
    "description": "A tag on a profile, or its place in a segment by hand.",
    "entity": {
      "role": "attached",
      "kind": "label",
      "at": "statedAt",
      "timeline": false
    },
    "type": "object",
    "additionalProperties": false,
    "required": [
      "kind",
      "name"
    ],
    "properties": {
      "customer": {
        "title": "Customer",
        "titleFa": "مشتری",
        "$ref": "reference.json",
        "party": true,
        "description": "The record that the source knows the customer by."
      },
      "customerNationalCode": {
        "title": "National code",
        "titleFa": "کد ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "party": true,
        "personal": true
      },
      "customerLegalId": {
        "title": "Legal national id",
        "titleFa": "شناسه ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "party": true
      },
      "customerMobile": {
        "title": "Mobile",
        "titleFa": "تلفن همراه",
        "type": "string",
        "maxLength": 100,
        "holds": "mobile",
        "party": true,
        "personal": true
      },
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "enum": [
          "tag",
          "segment"
        ]
      },
      "name": {
        "title": "Name",
        "titleFa": "نام",
        "type": "string",
        "maxLength": 100,
        "minLength": 1
      },
      "statedAt": {
        "title": "Stated at",
        "titleFa": "زمان بیان",
        "type": "string",
        "maxLength": 40,
        "format": "date-time",
        "description": "An instant, RFC 3339."
      },
      "by": {
        "title": "By",
        "titleFa": "ثبت‌کننده",
        "type": "string",
        "maxLength": 200
      },
      "reason": {
        "title": "Reason",
        "titleFa": "دلیل",
        "type": "string",
        "maxLength": 400
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "message": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "message.json",
    "title": "Message",
    "titleFa": "پیام",
    "description": "A communication with a customer: SMS, e-mail, fax, call, letter.",
    "entity": {
      "role": "attached",
      "kind": "message",
      "at": "sentAt",
      "orAt": "receivedAt"
    },
    "type": "object",
    "additionalProperties": false,
    "required": [
      "channel",
      "direction",
      "state"
    ],
    "properties": {
      "channel": {
        "title": "Channel",
        "titleFa": "کانال",
        "type": "string",
        "enum": [
          "sms",
          "email",
          "fax",
          "call",
          "letter",
          "chat",
          "push"
        ]
      },
      "direction": {
        "title": "Direction",
        "titleFa": "جهت",
        "type": "string",
        "enum": [
          "outbound",
          "inbound"
        ]
      },
      "state": {
        "title": "State",
        "titleFa": "وضعیت",
        "type": "string",
        "enum": [
          "queued",
          "sent",
          "delivered",
          "failed",
          "received",
          "read"
        ]
      },
      "to": {
        "title": "To",
        "titleFa": "به",
        "type": "string",
        "maxLength": 320,
        "holds": "contact",
        "party": true,
        "description": "Attaches an outbound message to its receiver.",
        "personal": true
      },
      "from": {
        "title": "From",
        "titleFa": "از",
        "type": "string",
        "maxLength": 320,
        "holds": "contact",
        "party": true,
        "description": "Attaches an inbound message to its sender.",
        "personal": true
      },
      "subject": {
        "title": "Subject",
        "titleFa": "موضوع",
        "type": "string",
        "maxLength": 1000,
        "personal": true
      },
      "text": {
        "title": "Text",
        "titleFa": "متن",
        "type": "string",
        "maxLength": 20000,
        "personal": true
      },
      "reference": {
        "title": "Reference",
        "titleFa": "شماره مرجع",
        "type": "string",
        "maxLength": 200,
        "description": "The provider's own handle of the message."
      },
      "template": {
        "title": "Template",
        "titleFa": "قالب",
        "type": "string",
        "maxLength": 100
      },
      "costRial": {
        "title": "Cost (rial)",
        "titleFa": "هزینه (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "failureCode": {
        "title": "Failure code",
        "titleFa": "کد خطا",
        "type": "string",
        "maxLength": 100
      },
      "sentAt": {
        "title": "Sent at",
        "titleFa": "زمان ارسال",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      },
      "deliveredAt": {
        "title": "Delivered at",
        "titleFa": "زمان تحویل",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      },
      "receivedAt": {
        "title": "Received at",
        "titleFa": "زمان دریافت",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      },
      "customer": {
        "title": "Customer",
        "titleFa": "مشتری",
        "$ref": "reference.json",
        "party": true,
        "description": "The customer, by the id it has in a connection."
      },
      "customerName": {
        "title": "Customer name",
        "titleFa": "نام مشتری",
        "type": "string",
        "maxLength": 400,
        "holds": "text",
        "personal": true
      },
      "customerNationalCode": {
        "title": "National code",
        "titleFa": "کد ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "description": "Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.",
        "party": true,
        "personal": true
      },
      "customerLegalId": {
        "title": "Legal national id",
        "titleFa": "شناسه ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "description": "Eleven digits as text.",
        "party": true
      },
      "customerMobile": {
        "title": "Mobile",
        "titleFa": "تلفن همراه",
        "type": "string",
        "maxLength": 100,
        "holds": "mobile",
        "description": "+98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.",
        "party": true,
        "personal": true
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "order": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "order.json",
    "title": "Order",
    "titleFa": "سفارش",
    "description": "What a customer asks to buy, renew or change, from draft to delivery; belongs to the customer it names.",
    "entity": {
      "role": "attached",
      "kind": "order",
      "at": "orderedAt"
    },
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "orderNumber": {
        "title": "Order number",
        "titleFa": "شماره سفارش",
        "type": "string",
        "maxLength": 100,
        "minLength": 1
      },
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "enum": [
          "new",
          "renewal",
          "change"
        ]
      },
      "state": {
        "title": "State",
        "titleFa": "وضعیت",
        "type": "string",
        "enum": [
          "draft",
          "submitted",
          "rejected",
          "approved",
          "inDelivery",
          "delivered",
          "cancelled"
        ],
        "lifeCycle": {
          "begins": [
            "draft",
            "submitted"
          ],
          "steps": {
            "draft": [
              "submitted",
              "cancelled"
            ],
            "submitted": [
              "approved",
              "rejected",
              "cancelled"
            ],
            "rejected": [
              "draft",
              "cancelled"
            ],
            "approved": [
              "inDelivery",
              "delivered",
              "cancelled"
            ],
            "inDelivery": [
              "delivered",
              "cancelled"
            ],
            "delivered": [],
            "cancelled": []
          }
        }
      },
      "orderedAt": {
        "title": "Ordered at",
        "titleFa": "زمان سفارش",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      },
      "lines": {
        "title": "Lines",
        "titleFa": "ردیف‌ها",
        "type": "array",
        "maxItems": 500,
        "items": {
          "title": "Line",
          "titleFa": "ردیف",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "item"
          ],
          "properties": {
            "item": {
              "title": "Item",
              "titleFa": "قلم",
              "type": "string",
              "maxLength": 100,
              "minLength": 1,
              "description": "Code of a product or service."
            },
            "itemType": {
              "title": "Type",
              "titleFa": "نوع",
              "type": "string",
              "enum": [
                "product",
                "service"
              ]
            },
            "title": {
              "title": "Title",
              "titleFa": "شرح",
              "type": "string",
              "maxLength": 400
            },
            "quantity": {
              "title": "Quantity",
              "titleFa": "تعداد",
              "type": "integer",
              "minimum": 0
            },
            "unitPriceRial": {
              "title": "Unit price (rial)",
              "titleFa": "قیمت واحد (ریال)",
              "type": "integer",
              "minimum": 0,
              "maximum": 9007199254740991
            },
            "discountRial": {
              "title": "Discount (rial)",
              "titleFa": "تخفیف (ریال)",
              "type": "integer",
              "minimum": 0,
              "maximum": 9007199254740991
            },
            "netRial": {
              "title": "Net (rial)",
              "titleFa": "خالص (ریال)",
              "type": "integer",
              "minimum": 0,
              "maximum": 9007199254740991
            },
            "isSideItem": {
              "title": "Side item",
              "titleFa": "قلم جانبی",
              "type": "boolean"
            },
            "addedBy": {
              "title": "Added by",
              "titleFa": "افزوده‌شده به دست",
              "type": "string",
              "maxLength": 200,
              "description": "The rule or the answer that added it."
            }
          }
        }
      },
      "grossRial": {
        "title": "Gross (rial)",
        "titleFa": "ناخالص (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "discountRial": {
        "title": "Discount (rial)",
        "titleFa": "تخفیف (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "extrasRial": {
        "title": "Extra costs (rial)",
        "titleFa": "هزینه‌های افزوده (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "taxRial": {
        "title": "Tax (rial)",
        "titleFa": "مالیات (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "amountRial": {
        "title": "To pay (rial)",
        "titleFa": "قابل پرداخت (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "configuration": {
        "title": "Configuration",
        "titleFa": "پیکربندی",
        "type": "string",
        "maxLength": 120,
        "description": "Key and version of the configuration that it was chosen by: `adsl:3`."
      },
      "answers": {
        "title": "Answers",
        "titleFa": "پاسخ‌ها",
        "type": "array",
        "maxItems": 200,
        "items": {
          "title": "Answer",
          "titleFa": "پاسخ",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "question",
            "values"
          ],
          "properties": {
            "question": {
              "title": "Question",
              "titleFa": "پرسش",
              "type": "string",
              "maxLength": 100
            },
            "values": {
              "title": "Values",
              "titleFa": "مقدارها",
              "type": "array",
              "maxItems": 100,
              "items": {
                "title": "Value",
                "titleFa": "مقدار",
                "type": "string",
                "maxLength": 400
              }
            }
          }
        }
      },
      "city": {
        "title": "City",
        "titleFa": "شهر",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "centre": {
        "title": "Centre",
        "titleFa": "مرکز",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "agency": {
        "title": "Agency",
        "titleFa": "نمایندگی",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "salesPerson": {
        "title": "Sales person",
        "titleFa": "فروشنده",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "description": {
        "title": "Description",
        "titleFa": "توضیح",
        "type": "string",
        "maxLength": 2000,
        "holds": "text"
      },
      "customer": {
        "title": "Customer",
        "titleFa": "مشتری",
        "$ref": "reference.json",
        "party": true,
        "description": "The customer, by the id it has in a connection."
      },
      "customerName": {
        "title": "Customer name",
        "titleFa": "نام مشتری",
        "type": "string",
        "maxLength": 400,
        "holds": "text",
        "personal": true
      },
      "customerNationalCode": {
        "title": "National code",
        "titleFa": "کد ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "description": "Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.",
        "party": true,
        "personal": true
      },
      "customerLegalId": {
        "title": "Legal national id",
        "titleFa": "شناسه ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "description": "Eleven digits as text.",
        "party": true
      },
      "customerMobile": {
        "title": "Mobile",
        "titleFa": "تلفن همراه",
        "type": "string",
        "maxLength": 100,
        "holds": "mobile",
        "description": "+98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.",
        "party": true,
        "personal": true
      },
      "sameAs": {
        "title": "Same as",
        "titleFa": "همان است با",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Reference",
          "titleFa": "ارجاع",
          "$ref": "reference.json"
        },
        "description": "Records of the same type, of other connections, that are about the same one: it counts once, by what this record says."
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "organisation": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "organisation.json",
    "title": "Organisation",
    "titleFa": "شخص حقوقی",
    "description": "A legal person: company, institution, agency, fund.",
    "entity": {
      "role": "party",
      "kind": "organisation"
    },
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "name": {
        "title": "Name",
        "titleFa": "نام",
        "type": "string",
        "maxLength": 400,
        "holds": "organisationName"
      },
      "tradeName": {
        "title": "Trade name",
        "titleFa": "نام تجاری",
        "type": "string",
        "maxLength": 400,
        "holds": "text"
      },
      "legalId": {
        "title": "Legal national id",
        "titleFa": "شناسه ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "description": "Eleven digits as text."
      },
      "economicCode": {
        "title": "Economic code",
        "titleFa": "کد اقتصادی",
        "type": "string",
        "maxLength": 100,
        "holds": "economicCode"
      },
      "registrationNumber": {
        "title": "Registration number",
        "titleFa": "شماره ثبت",
        "type": "string",
        "maxLength": 40
      },
      "foundedOn": {
        "title": "Founded on",
        "titleFa": "تاریخ تأسیس",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "contactName": {
        "title": "Contact person",
        "titleFa": "نام رابط",
        "type": "string",
        "maxLength": 200,
        "holds": "text",
        "personal": true
      },
      "mobile": {
        "title": "Mobile",
        "titleFa": "تلفن همراه",
        "type": "string",
        "maxLength": 100,
        "holds": "mobile",
        "description": "+98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.",
        "personal": true
      },
      "mobiles": {
        "title": "Mobiles",
        "titleFa": "تلفن‌های همراه",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Mobile",
          "titleFa": "تلفن همراه",
          "type": "string",
          "maxLength": 100,
          "holds": "mobile",
          "description": "+98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.",
          "personal": true
        },
        "personal": true
      },
      "phone": {
        "title": "Phone",
        "titleFa": "تلفن ثابت",
        "type": "string",
        "maxLength": 100,
        "holds": "phone",
        "personal": true
      },
      "phones": {
        "title": "Phones",
        "titleFa": "تلفن‌های ثابت",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Phone",
          "titleFa": "تلفن ثابت",
          "type": "string",
          "maxLength": 100,
          "holds": "phone",
          "personal": true
        },
        "personal": true
      },
      "email": {
        "title": "E-mail",
        "titleFa": "رایانامه",
        "type": "string",
        "maxLength": 100,
        "holds": "email",
        "personal": true
      },
      "emails": {
        "title": "E-mails",
        "titleFa": "رایانامه‌ها",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "E-mail",
          "titleFa": "رایانامه",
          "type": "string",
          "maxLength": 100,
          "holds": "email",
          "personal": true
        },
        "personal": true
      },
      "address": {
        "title": "Address",
        "titleFa": "نشانی",
        "type": "string",
        "maxLength": 1000,
        "holds": "text",
        "personal": true
      },
      "postalCode": {
        "title": "Postal code",
        "titleFa": "کد پستی",
        "type": "string",
        "maxLength": 100,
        "holds": "postalCode",
        "personal": true
      },
      "city": {
        "title": "City",
        "titleFa": "شهر",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "province": {
        "title": "Province",
        "titleFa": "استان",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "addresses": {
        "title": "Addresses",
        "titleFa": "نشانی‌ها",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Address",
          "titleFa": "نشانی",
          "$ref": "address.json"
        },
        "personal": true
      },
      "iban": {
        "title": "IBAN (Sheba)",
        "titleFa": "شماره شبا",
        "type": "string",
        "maxLength": 100,
        "holds": "iban",
        "personal": true
      },
      "ibans": {
        "title": "IBANs",
        "titleFa": "شماره‌های شبا",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "IBAN (Sheba)",
          "titleFa": "شماره شبا",
          "type": "string",
          "maxLength": 100,
          "holds": "iban",
          "personal": true
        },
        "personal": true
      },
      "bankAccounts": {
        "title": "Bank accounts",
        "titleFa": "حساب‌های بانکی",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Bank account",
          "titleFa": "حساب بانکی",
          "$ref": "bank-account.json"
        },
        "personal": true
      },
      "customerNumber": {
        "title": "Customer number",
        "titleFa": "شماره مشتری",
        "type": "string",
        "maxLength": 100,
        "description": "The number by which the source itself knows the customer."
      },
      "customerState": {
        "title": "Customer state",
        "titleFa": "وضعیت مشتری",
        "type": "string",
        "maxLength": 60,
        "description": "prospect, active, …: a word of a list that the organisation defines."
      },
      "segment": {
        "title": "Segment",
        "titleFa": "گروه",
        "type": "string",
        "maxLength": 100,
        "holds": "text"
      },
      "fieldOfActivity": {
        "title": "Field of activity",
        "titleFa": "زمینه فعالیت",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "balanceRial": {
        "title": "Balance (rial)",
        "titleFa": "مانده (ریال)",
        "type": "integer",
        "minimum": -9007199254740991,
        "maximum": 9007199254740991,
        "description": "What the customer owes (positive) or has in credit (negative), as the source last said."
      },
      "registeredOn": {
        "title": "Registered on",
        "titleFa": "تاریخ ثبت",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "description": {
        "title": "Description",
        "titleFa": "توضیح",
        "type": "string",
        "maxLength": 2000,
        "holds": "text"
      },
      "verified": {
        "title": "Verified",
        "titleFa": "تأییدشده‌ها",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Field",
          "titleFa": "فیلد",
          "type": "string",
          "maxLength": 100
        },
        "description": "Names of the fields that the source has verified itself."
      },
      "sameAs": {
        "title": "Same as",
        "titleFa": "همان است با",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Reference",
          "titleFa": "ارجاع",
          "$ref": "reference.json"
        },
        "description": "Records of other connections that this one knows to be the same."
      },
      "stage": {
        "title": "Stage",
        "titleFa": "مرحله",
        "type": "string",
        "enum": [
          "prospect",
          "customer",
          "former"
        ],
        "description": "Prospect (potential customer), customer, or no longer one. Without it, the hub tells it from contracts and paid invoices.",
        "lifeCycle": {
          "begins": [
            "prospect",
            "customer"
          ],
          "steps": {
            "prospect": [
              "customer",
              "former"
            ],
            "customer": [
              "former"
            ],
            "former": [
              "prospect",
              "customer"
            ]
          }
        }
      },
      "prospectType": {
        "title": "Prospect type",
        "titleFa": "نوع مشتری بالقوه",
        "type": "string",
        "maxLength": 100
      },
      "rank": {
        "title": "Rank",
        "titleFa": "رتبه",
        "type": "string",
        "maxLength": 100
      },
      "prospectStatus": {
        "title": "Status",
        "titleFa": "وضعیت",
        "type": "string",
        "maxLength": 100
      },
      "activityField": {
        "title": "Field of activity",
        "titleFa": "زمینه فعالیت",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "userInfoState": {
        "title": "User account information",
        "titleFa": "وضعیت اطلاعات کاربری",
        "type": "string",
        "maxLength": 100
      },
      "sejamState": {
        "title": "KYC (Sejam) state",
        "titleFa": "وضعیت سجام",
        "type": "string",
        "maxLength": 40
      },
      "sejamReason": {
        "title": "KYC reason",
        "titleFa": "علت وضعیت سجام",
        "type": "string",
        "maxLength": 1000,
        "description": "Why it is in that state, in the words of the source."
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "payment": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "payment.json",
    "title": "Payment",
    "titleFa": "پرداخت",
    "description": "A payment, from the request on; belongs to the customer who pays.",
    "entity": {
      "role": "attached",
      "kind": "payment",
      "at": "confirmedAt",
      "orAt": "requestedAt"
    },
    "type": "object",
    "additionalProperties": false,
    "required": [
      "reference",
      "state",
      "amountRial"
    ],
    "properties": {
      "reference": {
        "title": "Reference",
        "titleFa": "شماره مرجع درگاه",
        "type": "string",
        "maxLength": 200,
        "minLength": 1,
        "description": "The gateway's own handle of the payment."
      },
      "state": {
        "title": "State",
        "titleFa": "وضعیت",
        "type": "string",
        "enum": [
          "requested",
          "confirmed",
          "failed",
          "refunded"
        ]
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
        "maxLength": 100
      },
      "orderNumber": {
        "title": "Order number",
        "titleFa": "شماره سفارش",
        "type": "string",
        "maxLength": 100
      },
      "payerName": {
        "title": "Payer",
        "titleFa": "پرداخت‌کننده",
        "type": "string",
        "maxLength": 400,
        "holds": "text",
        "personal": true
      },
      "payerNationalCode": {
        "title": "National code",
        "titleFa": "کد ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "description": "Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.",
        "party": true,
        "personal": true
      },
      "payerLegalId": {
        "title": "Legal national id",
        "titleFa": "شناسه ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "description": "Eleven digits as text.",
        "party": true
      },
      "payerMobile": {
        "title": "Mobile",
        "titleFa": "تلفن همراه",
        "type": "string",
        "maxLength": 100,
        "holds": "mobile",
        "description": "+98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.",
        "party": true,
        "personal": true
      },
      "payerEmail": {
        "title": "E-mail",
        "titleFa": "رایانامه",
        "type": "string",
        "maxLength": 100,
        "holds": "email",
        "party": true,
        "personal": true
      },
      "traceNumber": {
        "title": "Trace number",
        "titleFa": "شماره پیگیری",
        "type": "string",
        "maxLength": 100
      },
      "cardMask": {
        "title": "Card (masked)",
        "titleFa": "کارت (پوشیده)",
        "type": "string",
        "maxLength": 32,
        "holds": "cardMask",
        "description": "First six and last four digits; a full card number is masked before it is stored.",
        "personal": true
      },
      "cardHash": {
        "title": "Card hash",
        "titleFa": "درهم‌سازی کارت",
        "type": "string",
        "maxLength": 200,
        "personal": true
      },
      "feeRial": {
        "title": "Fee (rial)",
        "titleFa": "کارمزد (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "failureCode": {
        "title": "Failure code",
        "titleFa": "کد خطا",
        "type": "string",
        "maxLength": 100
      },
      "failureText": {
        "title": "Failure",
        "titleFa": "شرح خطا",
        "type": "string",
        "maxLength": 1000
      },
      "requestedAt": {
        "title": "Requested at",
        "titleFa": "زمان درخواست",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      },
      "confirmedAt": {
        "title": "Confirmed at",
        "titleFa": "زمان تأیید",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      },
      "failedAt": {
        "title": "Failed at",
        "titleFa": "زمان شکست",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      },
      "refundedAt": {
        "title": "Refunded at",
        "titleFa": "زمان بازگشت وجه",
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "An instant, RFC 3339."
      },
      "description": {
        "title": "Description",
        "titleFa": "توضیح",
        "type": "string",
        "maxLength": 2000
      },
      "customer": {
        "title": "Customer",
        "titleFa": "مشتری",
        "$ref": "reference.json",
        "party": true,
        "description": "The customer, by the id it has in a connection."
      },
      "sameAs": {
        "title": "Same as",
        "titleFa": "همان است با",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Reference",
          "titleFa": "ارجاع",
          "$ref": "reference.json"
        },
        "description": "Records of the same type, of other connections, that are about the same one: it counts once, by what this record says."
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "person": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "person.json",
    "title": "Person",
    "titleFa": "شخص حقیقی",
    "description": "A natural person: customer, prospect, agent, contact.",
    "entity": {
      "role": "party",
      "kind": "person"
    },
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "firstName": {
        "title": "First name",
        "titleFa": "نام",
        "type": "string",
        "maxLength": 200,
        "holds": "name",
        "personal": true
      },
      "lastName": {
        "title": "Last name",
        "titleFa": "نام خانوادگی",
        "type": "string",
        "maxLength": 200,
        "holds": "name",
        "personal": true
      },
      "fullName": {
        "title": "Full name",
        "titleFa": "نام کامل",
        "type": "string",
        "maxLength": 400,
        "holds": "name",
        "personal": true
      },
      "fatherName": {
        "title": "Father's name",
        "titleFa": "نام پدر",
        "type": "string",
        "maxLength": 200,
        "holds": "name",
        "personal": true
      },
      "gender": {
        "title": "Gender",
        "titleFa": "جنسیت",
        "type": "string",
        "enum": [
          "female",
          "male"
        ],
        "personal": true
      },
      "nationalCode": {
        "title": "National code",
        "titleFa": "کد ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "description": "Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.",
        "personal": true
      },
      "foreignId": {
        "title": "Foreign national code",
        "titleFa": "کد فراگیر اتباع",
        "type": "string",
        "maxLength": 100,
        "holds": "foreignId",
        "description": "Ten to twelve digits; no check digit is known.",
        "personal": true
      },
      "passportNumber": {
        "title": "Passport number",
        "titleFa": "شماره گذرنامه",
        "type": "string",
        "maxLength": 40,
        "personal": true
      },
      "birthCertificateNumber": {
        "title": "Birth certificate number",
        "titleFa": "شماره شناسنامه",
        "type": "string",
        "maxLength": 40,
        "personal": true
      },
      "birthOn": {
        "title": "Date of birth",
        "titleFa": "تاریخ تولد",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.",
        "personal": true
      },
      "birthPlace": {
        "title": "Place of birth",
        "titleFa": "محل تولد",
        "type": "string",
        "maxLength": 200,
        "holds": "text",
        "personal": true
      },
      "jobTitle": {
        "title": "Job",
        "titleFa": "شغل",
        "type": "string",
        "maxLength": 200,
        "holds": "text",
        "personal": true
      },
      "economicCode": {
        "title": "Economic code",
        "titleFa": "کد اقتصادی",
        "type": "string",
        "maxLength": 100,
        "holds": "economicCode"
      },
      "sejamState": {
        "title": "KYC (Sejam) state",
        "titleFa": "وضعیت سجام",
        "type": "string",
        "maxLength": 40
      },
      "mobile": {
        "title": "Mobile",
        "titleFa": "تلفن همراه",
        "type": "string",
        "maxLength": 100,
        "holds": "mobile",
        "description": "+98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.",
        "personal": true
      },
      "mobiles": {
        "title": "Mobiles",
        "titleFa": "تلفن‌های همراه",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Mobile",
          "titleFa": "تلفن همراه",
          "type": "string",
          "maxLength": 100,
          "holds": "mobile",
          "description": "+98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.",
          "personal": true
        },
        "personal": true
      },
      "phone": {
        "title": "Phone",
        "titleFa": "تلفن ثابت",
        "type": "string",
        "maxLength": 100,
        "holds": "phone",
        "personal": true
      },
      "phones": {
        "title": "Phones",
        "titleFa": "تلفن‌های ثابت",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Phone",
          "titleFa": "تلفن ثابت",
          "type": "string",
          "maxLength": 100,
          "holds": "phone",
          "personal": true
        },
        "personal": true
      },
      "email": {
        "title": "E-mail",
        "titleFa": "رایانامه",
        "type": "string",
        "maxLength": 100,
        "holds": "email",
        "personal": true
      },
      "emails": {
        "title": "E-mails",
        "titleFa": "رایانامه‌ها",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "E-mail",
          "titleFa": "رایانامه",
          "type": "string",
          "maxLength": 100,
          "holds": "email",
          "personal": true
        },
        "personal": true
      },
      "address": {
        "title": "Address",
        "titleFa": "نشانی",
        "type": "string",
        "maxLength": 1000,
        "holds": "text",
        "personal": true
      },
      "postalCode": {
        "title": "Postal code",
        "titleFa": "کد پستی",
        "type": "string",
        "maxLength": 100,
        "holds": "postalCode",
        "personal": true
      },
      "city": {
        "title": "City",
        "titleFa": "شهر",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "province": {
        "title": "Province",
        "titleFa": "استان",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "addresses": {
        "title": "Addresses",
        "titleFa": "نشانی‌ها",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Address",
          "titleFa": "نشانی",
          "$ref": "address.json"
        },
        "personal": true
      },
      "iban": {
        "title": "IBAN (Sheba)",
        "titleFa": "شماره شبا",
        "type": "string",
        "maxLength": 100,
        "holds": "iban",
        "personal": true
      },
      "ibans": {
        "title": "IBANs",
        "titleFa": "شماره‌های شبا",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "IBAN (Sheba)",
          "titleFa": "شماره شبا",
          "type": "string",
          "maxLength": 100,
          "holds": "iban",
          "personal": true
        },
        "personal": true
      },
      "bankAccounts": {
        "title": "Bank accounts",
        "titleFa": "حساب‌های بانکی",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Bank account",
          "titleFa": "حساب بانکی",
          "$ref": "bank-account.json"
        },
        "personal": true
      },
      "customerNumber": {
        "title": "Customer number",
        "titleFa": "شماره مشتری",
        "type": "string",
        "maxLength": 100,
        "description": "The number by which the source itself knows the customer."
      },
      "customerState": {
        "title": "Customer state",
        "titleFa": "وضعیت مشتری",
        "type": "string",
        "maxLength": 60,
        "description": "prospect, active, …: a word of a list that the organisation defines."
      },
      "segment": {
        "title": "Segment",
        "titleFa": "گروه",
        "type": "string",
        "maxLength": 100,
        "holds": "text"
      },
      "fieldOfActivity": {
        "title": "Field of activity",
        "titleFa": "زمینه فعالیت",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "balanceRial": {
        "title": "Balance (rial)",
        "titleFa": "مانده (ریال)",
        "type": "integer",
        "minimum": -9007199254740991,
        "maximum": 9007199254740991,
        "description": "What the customer owes (positive) or has in credit (negative), as the source last said."
      },
      "registeredOn": {
        "title": "Registered on",
        "titleFa": "تاریخ ثبت",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "description": {
        "title": "Description",
        "titleFa": "توضیح",
        "type": "string",
        "maxLength": 2000,
        "holds": "text"
      },
      "verified": {
        "title": "Verified",
        "titleFa": "تأییدشده‌ها",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Field",
          "titleFa": "فیلد",
          "type": "string",
          "maxLength": 100
        },
        "description": "Names of the fields that the source has verified itself."
      },
      "sameAs": {
        "title": "Same as",
        "titleFa": "همان است با",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Reference",
          "titleFa": "ارجاع",
          "$ref": "reference.json"
        },
        "description": "Records of other connections that this one knows to be the same."
      },
      "stage": {
        "title": "Stage",
        "titleFa": "مرحله",
        "type": "string",
        "enum": [
          "prospect",
          "customer",
          "former"
        ],
        "description": "Prospect (potential customer), customer, or no longer one. Without it, the hub tells it from contracts and paid invoices.",
        "lifeCycle": {
          "begins": [
            "prospect",
            "customer"
          ],
          "steps": {
            "prospect": [
              "customer",
              "former"
            ],
            "customer": [
              "former"
            ],
            "former": [
              "prospect",
              "customer"
            ]
          }
        }
      },
      "prospectType": {
        "title": "Prospect type",
        "titleFa": "نوع مشتری بالقوه",
        "type": "string",
        "maxLength": 100
      },
      "rank": {
        "title": "Rank",
        "titleFa": "رتبه",
        "type": "string",
        "maxLength": 100
      },
      "prospectStatus": {
        "title": "Status",
        "titleFa": "وضعیت",
        "type": "string",
        "maxLength": 100
      },
      "activityField": {
        "title": "Field of activity",
        "titleFa": "زمینه فعالیت",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "userInfoState": {
        "title": "User account information",
        "titleFa": "وضعیت اطلاعات کاربری",
        "type": "string",
        "maxLength": 100
      },
      "sejamReason": {
        "title": "KYC reason",
        "titleFa": "علت وضعیت سجام",
        "type": "string",
        "maxLength": 1000,
        "description": "Why it is in that state, in the words of the source."
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "product": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "product.json",
    "title": "Product",
    "titleFa": "محصول",
    "description": "A product that the organisation sells: base data, from a system or kept in the hub.",
    "entity": {
      "role": "asset",
      "kind": "asset",
      "headline": [
        "name",
        "productCode",
        "kind",
        "lifeCycle"
      ]
    },
    "type": "object",
    "additionalProperties": false,
    "required": [
      "name"
    ],
    "properties": {
      "productCode": {
        "title": "Code",
        "titleFa": "کد",
        "type": "string",
        "maxLength": 100,
        "holds": "productCode",
        "description": "Unique within its connection."
      },
      "name": {
        "title": "Name",
        "titleFa": "نام",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "nameEn": {
        "title": "Name in English",
        "titleFa": "نام انگلیسی",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "maxLength": 100,
        "holds": "text",
        "description": "A word of a list that the organisation defines; prices and suggestions go by it."
      },
      "group": {
        "title": "Group",
        "titleFa": "گروه",
        "type": "string",
        "maxLength": 100,
        "holds": "text"
      },
      "lifeCycle": {
        "title": "Life cycle",
        "titleFa": "وضعیت چرخهٔ عمر",
        "type": "string",
        "enum": [
          "draft",
          "active",
          "suspended",
          "retired"
        ],
        "description": "draft → active → suspended → retired; without it, draft.",
        "lifeCycle": {
          "begins": [
            "draft",
            "active"
          ],
          "steps": {
            "draft": [
              "active",
              "retired"
            ],
            "active": [
              "suspended",
              "retired"
            ],
            "suspended": [
              "active",
              "retired"
            ],
            "retired": []
          }
        }
      },
      "validFromOn": {
        "title": "Offered from",
        "titleFa": "آغاز ارائه",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "validUntilOn": {
        "title": "Offered until",
        "titleFa": "پایان ارائه",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.",
        "notBefore": "validFromOn"
      },
      "isSideItem": {
        "title": "Side item",
        "titleFa": "قلم جانبی",
        "type": "boolean",
        "description": "Sold only beside something else."
      },
      "priceRial": {
        "title": "Price (rial)",
        "titleFa": "قیمت (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991,
        "description": "Of one unit, before rules."
      },
      "minPriceRial": {
        "title": "Lowest price (rial)",
        "titleFa": "کمینهٔ قیمت (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "maxPriceRial": {
        "title": "Highest price (rial)",
        "titleFa": "بیشینهٔ قیمت (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "unit": {
        "title": "Unit",
        "titleFa": "واحد",
        "type": "string",
        "maxLength": 40,
        "holds": "text"
      },
      "manufacturer": {
        "title": "Manufacturer",
        "titleFa": "سازنده",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "model": {
        "title": "Model",
        "titleFa": "مدل",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "specifications": {
        "title": "Specifications",
        "titleFa": "مشخصات فنی",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Specification",
          "titleFa": "مشخصه",
          "$ref": "specification.json"
        }
      },
      "servicePlans": {
        "title": "Services",
        "titleFa": "خدمت‌ها",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Services",
          "titleFa": "خدمت‌ها",
          "$ref": "reference.json"
        },
        "relation": {
          "kind": "goesWith",
          "to": "service-plan"
        },
        "description": "Offered services that go with it."
      },
      "requires": {
        "title": "Requires",
        "titleFa": "نیازمند",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Requires",
          "titleFa": "نیازمند",
          "$ref": "reference.json"
        },
        "relation": {
          "kind": "requires",
          "to": "product"
        },
        "description": "What must be bought or had with it."
      },
      "goesWith": {
        "title": "Goes with",
        "titleFa": "همراه",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Goes with",
          "titleFa": "همراه",
          "$ref": "reference.json"
        },
        "relation": {
          "kind": "goesWith",
          "to": "product"
        },
        "description": "What is suggested beside it."
      },
      "replaces": {
        "title": "Replaces",
        "titleFa": "جایگزینِ",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Replaces",
          "titleFa": "جایگزینِ",
          "$ref": "reference.json"
        },
        "relation": {
          "kind": "replaces",
          "to": "product"
        }
      },
      "upgradesTo": {
        "title": "Upgrades to",
        "titleFa": "ارتقا به",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Upgrades to",
          "titleFa": "ارتقا به",
          "$ref": "reference.json"
        },
        "relation": {
          "kind": "upgradesTo",
          "to": "product"
        }
      },
      "slaPolicy": {
        "title": "SLA",
        "titleFa": "توافق سطح خدمت",
        "type": "string",
        "maxLength": 100,
        "relation": {
          "kind": "sla",
          "to": "slaPolicy"
        },
        "description": "Key of a policy under /v1/sla-policies."
      },
      "description": {
        "title": "Description",
        "titleFa": "توضیح",
        "type": "string",
        "maxLength": 2000,
        "holds": "text"
      },
      "sameAs": {
        "title": "Same as",
        "titleFa": "همان است با",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Reference",
          "titleFa": "ارجاع",
          "$ref": "reference.json"
        },
        "description": "Records of other connections that this one knows to be the same."
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "reference": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "reference.json",
    "title": "Reference",
    "titleFa": "ارجاع",
    "description": "Names a record of a connection by the id it has there.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "externalId"
    ],
    "properties": {
      "connection": {
        "title": "Connection",
        "titleFa": "اتصال",
        "type": "string",
        "maxLength": 100,
        "description": "Name of the connection; without it, the one that the record itself came from."
      },
      "externalId": {
        "title": "External id",
        "titleFa": "شناسه در سامانه",
        "type": "string",
        "maxLength": 200,
        "minLength": 1
      }
    }
  },
  "relation": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "relation.json",
    "title": "Relation",
    "titleFa": "رابطه",
    "description": "A tie between two profiles, from one end to the other: who employs, represents or owns whom, who uses what, who belongs to which household or agency. It names its ends by what they are found by, so it follows them through merges and splits.",
    "entity": {
      "role": "attached",
      "kind": "relation",
      "at": "statedAt",
      "timeline": false
    },
    "type": "object",
    "additionalProperties": false,
    "required": [
      "kind"
    ],
    "properties": {
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "enum": [
          "employs",
          "represents",
          "owns",
          "uses",
          "memberOfHousehold",
          "agentOf"
        ],
        "description": "Read from `from` to `to`; `inverse` is how it reads from the other end.",
        "inverse": {
          "employs": "employedBy",
          "represents": "representedBy",
          "owns": "ownedBy",
          "uses": "usedBy",
          "memberOfHousehold": "householdOf",
          "agentOf": "hasAgent"
        }
      },
      "from": {
        "title": "From",
        "titleFa": "از",
        "$ref": "reference.json",
        "party": true,
        "end": "from"
      },
      "fromNationalCode": {
        "title": "National code",
        "titleFa": "کد ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "party": true,
        "personal": true,
        "end": "from"
      },
      "fromLegalId": {
        "title": "Legal national id",
        "titleFa": "شناسه ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "party": true,
        "end": "from"
      },
      "to": {
        "title": "To",
        "titleFa": "به",
        "$ref": "reference.json",
        "party": true,
        "end": "to"
      },
      "toNationalCode": {
        "title": "National code",
        "titleFa": "کد ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "party": true,
        "personal": true,
        "end": "to"
      },
      "toLegalId": {
        "title": "Legal national id",
        "titleFa": "شناسه ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "party": true,
        "end": "to"
      },
      "role": {
        "title": "Role",
        "titleFa": "سمت",
        "type": "string",
        "maxLength": 200,
        "holds": "text",
        "description": "In the words of the source: chief executive, attorney, spouse."
      },
      "sharePercent": {
        "title": "Share (%)",
        "titleFa": "سهم (درصد)",
        "type": "number",
        "minimum": 0,
        "maximum": 100
      },
      "validFromOn": {
        "title": "Valid from",
        "titleFa": "اعتبار از",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood."
      },
      "validUntilOn": {
        "title": "Valid until",
        "titleFa": "اعتبار تا",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "The last day on which it holds.",
        "notBefore": "validFromOn"
      },
      "statedAt": {
        "title": "Stated at",
        "titleFa": "زمان بیان",
        "type": "string",
        "maxLength": 40,
        "format": "date-time",
        "description": "An instant, RFC 3339."
      },
      "note": {
        "title": "Note",
        "titleFa": "یادداشت",
        "type": "string",
        "maxLength": 2000,
        "personal": true
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "service-plan": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "service-plan.json",
    "title": "Offered service",
    "titleFa": "خدمت قابل ارائه",
    "description": "A service as the organisation offers it: base data, from a system or kept in the hub. What a customer uses of it is a `service`.",
    "entity": {
      "role": "asset",
      "kind": "asset",
      "headline": [
        "name",
        "serviceCode",
        "kind",
        "lifeCycle"
      ]
    },
    "type": "object",
    "additionalProperties": false,
    "required": [
      "name"
    ],
    "properties": {
      "serviceCode": {
        "title": "Code",
        "titleFa": "کد",
        "type": "string",
        "maxLength": 100,
        "holds": "serviceCode",
        "description": "Unique within its connection."
      },
      "name": {
        "title": "Name",
        "titleFa": "نام",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "nameEn": {
        "title": "Name in English",
        "titleFa": "نام انگلیسی",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "maxLength": 100,
        "holds": "text",
        "description": "A word of a list that the organisation defines; prices and suggestions go by it."
      },
      "group": {
        "title": "Group",
        "titleFa": "گروه",
        "type": "string",
        "maxLength": 100,
        "holds": "text"
      },
      "lifeCycle": {
        "title": "Life cycle",
        "titleFa": "وضعیت چرخهٔ عمر",
        "type": "string",
        "enum": [
          "draft",
          "active",
          "suspended",
          "retired"
        ],
        "description": "draft → active → suspended → retired; without it, draft.",
        "lifeCycle": {
          "begins": [
            "draft",
            "active"
          ],
          "steps": {
            "draft": [
              "active",
              "retired"
            ],
            "active": [
              "suspended",
              "retired"
            ],
            "suspended": [
              "active",
              "retired"
            ],
            "retired": []
          }
        }
      },
      "validFromOn": {
        "title": "Offered from",
        "titleFa": "آغاز ارائه",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "validUntilOn": {
        "title": "Offered until",
        "titleFa": "پایان ارائه",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one.",
        "notBefore": "validFromOn"
      },
      "isSideItem": {
        "title": "Side item",
        "titleFa": "قلم جانبی",
        "type": "boolean",
        "description": "Sold only beside something else."
      },
      "priceRial": {
        "title": "Price (rial)",
        "titleFa": "قیمت (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991,
        "description": "Of one unit, before rules."
      },
      "minPriceRial": {
        "title": "Lowest price (rial)",
        "titleFa": "کمینهٔ قیمت (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "maxPriceRial": {
        "title": "Highest price (rial)",
        "titleFa": "بیشینهٔ قیمت (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "unit": {
        "title": "Unit",
        "titleFa": "واحد",
        "type": "string",
        "maxLength": 40,
        "holds": "text"
      },
      "durationMonths": {
        "title": "Duration (months)",
        "titleFa": "مدت (ماه)",
        "type": "integer",
        "minimum": 1,
        "maximum": 1200
      },
      "products": {
        "title": "Products",
        "titleFa": "محصول‌ها",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Products",
          "titleFa": "محصول‌ها",
          "$ref": "reference.json"
        },
        "relation": {
          "kind": "goesWith",
          "to": "product"
        },
        "description": "Products that go with it."
      },
      "requires": {
        "title": "Requires",
        "titleFa": "نیازمند",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Requires",
          "titleFa": "نیازمند",
          "$ref": "reference.json"
        },
        "relation": {
          "kind": "requires",
          "to": "service-plan"
        },
        "description": "What must be bought or had with it."
      },
      "goesWith": {
        "title": "Goes with",
        "titleFa": "همراه",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Goes with",
          "titleFa": "همراه",
          "$ref": "reference.json"
        },
        "relation": {
          "kind": "goesWith",
          "to": "service-plan"
        },
        "description": "What is suggested beside it."
      },
      "replaces": {
        "title": "Replaces",
        "titleFa": "جایگزینِ",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Replaces",
          "titleFa": "جایگزینِ",
          "$ref": "reference.json"
        },
        "relation": {
          "kind": "replaces",
          "to": "service-plan"
        }
      },
      "upgradesTo": {
        "title": "Upgrades to",
        "titleFa": "ارتقا به",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Upgrades to",
          "titleFa": "ارتقا به",
          "$ref": "reference.json"
        },
        "relation": {
          "kind": "upgradesTo",
          "to": "service-plan"
        }
      },
      "slaPolicy": {
        "title": "SLA",
        "titleFa": "توافق سطح خدمت",
        "type": "string",
        "maxLength": 100,
        "relation": {
          "kind": "sla",
          "to": "slaPolicy"
        },
        "description": "Key of a policy under /v1/sla-policies."
      },
      "description": {
        "title": "Description",
        "titleFa": "توضیح",
        "type": "string",
        "maxLength": 2000,
        "holds": "text"
      },
      "sameAs": {
        "title": "Same as",
        "titleFa": "همان است با",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Reference",
          "titleFa": "ارجاع",
          "$ref": "reference.json"
        },
        "description": "Records of other connections that this one knows to be the same."
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "service": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "service.json",
    "title": "Service",
    "titleFa": "خدمت",
    "description": "A service or subscription that a customer uses.",
    "entity": {
      "role": "asset",
      "kind": "asset",
      "headline": [
        "name",
        "serviceNumber",
        "plan",
        "state"
      ]
    },
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "serviceNumber": {
        "title": "Service number",
        "titleFa": "شماره سرویس",
        "type": "string",
        "maxLength": 100,
        "holds": "serviceNumber",
        "description": "Unique within its connection."
      },
      "name": {
        "title": "Name",
        "titleFa": "نام",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "plan": {
        "title": "Plan",
        "titleFa": "طرح",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "amountRial": {
        "title": "Amount (rial)",
        "titleFa": "مبلغ (ریال)",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "startsOn": {
        "title": "Starts on",
        "titleFa": "تاریخ آغاز",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "endsOn": {
        "title": "Ends on",
        "titleFa": "تاریخ پایان",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "contract": {
        "title": "Contract",
        "titleFa": "قرارداد",
        "$ref": "reference.json",
        "relation": {
          "kind": "underContract",
          "to": "contract"
        },
        "description": "The agreement under which it is provided and kept."
      },
      "contractNumber": {
        "title": "Contract number",
        "titleFa": "شماره قرارداد",
        "type": "string",
        "maxLength": 100,
        "holds": "contractNumber",
        "relation": {
          "kind": "underContract",
          "to": "contract"
        },
        "description": "As the same connection numbers its contracts."
      },
      "servicePlan": {
        "title": "Offered service",
        "titleFa": "خدمت ارائه‌شده",
        "$ref": "reference.json",
        "relation": {
          "kind": "isService",
          "to": "service-plan"
        },
        "description": "What it is in the list of offered services."
      },
      "slaPolicy": {
        "title": "SLA",
        "titleFa": "توافق سطح خدمت",
        "type": "string",
        "maxLength": 100,
        "relation": {
          "kind": "sla",
          "to": "slaPolicy"
        },
        "description": "Key of a policy under /v1/sla-policies."
      },
      "olaPolicy": {
        "title": "OLA",
        "titleFa": "توافق سطح عملیات",
        "type": "string",
        "maxLength": 100,
        "relation": {
          "kind": "ola",
          "to": "slaPolicy"
        },
        "description": "Key of a policy under /v1/sla-policies."
      },
      "owner": {
        "title": "Owner",
        "titleFa": "مالک",
        "$ref": "reference.json",
        "party": true,
        "description": "The customer, by the id it has in a connection."
      },
      "ownerNationalCode": {
        "title": "National code",
        "titleFa": "کد ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "description": "Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.",
        "party": true,
        "personal": true
      },
      "ownerLegalId": {
        "title": "Legal national id",
        "titleFa": "شناسه ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "description": "Eleven digits as text.",
        "party": true
      },
      "ownerMobile": {
        "title": "Mobile",
        "titleFa": "تلفن همراه",
        "type": "string",
        "maxLength": 100,
        "holds": "mobile",
        "description": "+98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.",
        "party": true,
        "personal": true
      },
      "state": {
        "title": "State",
        "titleFa": "وضعیت",
        "type": "string",
        "maxLength": 60
      },
      "description": {
        "title": "Description",
        "titleFa": "توضیح",
        "type": "string",
        "maxLength": 2000,
        "holds": "text"
      },
      "sameAs": {
        "title": "Same as",
        "titleFa": "همان است با",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Reference",
          "titleFa": "ارجاع",
          "$ref": "reference.json"
        },
        "description": "Records of other connections that this one knows to be the same."
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "specification": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "specification.json",
    "title": "Specification",
    "titleFa": "مشخصه",
    "description": "One technical detail of a piece of equipment or a product.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "name",
      "value"
    ],
    "properties": {
      "name": {
        "title": "Name",
        "titleFa": "نام",
        "type": "string",
        "maxLength": 100,
        "holds": "text",
        "minLength": 1
      },
      "value": {
        "title": "Value",
        "titleFa": "مقدار",
        "type": "string",
        "maxLength": 500,
        "holds": "text"
      },
      "unit": {
        "title": "Unit",
        "titleFa": "یکا",
        "type": "string",
        "maxLength": 40,
        "holds": "text"
      }
    }
  },
  "stock-level": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "stock-level.json",
    "title": "Stock",
    "titleFa": "موجودی انبار",
    "description": "How much of an item is in a store, as the warehouse's own books say.",
    "entity": {
      "role": "asset",
      "kind": "asset",
      "headline": [
        "itemName",
        "itemCode",
        "store",
        "quantity",
        "unit"
      ]
    },
    "type": "object",
    "additionalProperties": false,
    "required": [
      "quantity"
    ],
    "properties": {
      "itemCode": {
        "title": "Item code",
        "titleFa": "کد کالا",
        "type": "string",
        "maxLength": 100,
        "holds": "productCode",
        "relation": {
          "kind": "isProduct",
          "to": "product"
        },
        "description": "As the same connection codes its products."
      },
      "itemName": {
        "title": "Item",
        "titleFa": "نام کالا",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "product": {
        "title": "Product",
        "titleFa": "محصول",
        "$ref": "reference.json",
        "relation": {
          "kind": "isProduct",
          "to": "product"
        },
        "description": "What it is in the list of products, where another system keeps that."
      },
      "store": {
        "title": "Store",
        "titleFa": "انبار",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "storeCode": {
        "title": "Store code",
        "titleFa": "کد انبار",
        "type": "string",
        "maxLength": 100
      },
      "quantity": {
        "title": "In stock",
        "titleFa": "موجودی",
        "type": "number",
        "description": "May be below zero where more was issued than received."
      },
      "reserved": {
        "title": "Reserved",
        "titleFa": "رزرو شده",
        "type": "number",
        "minimum": 0
      },
      "orderBelow": {
        "title": "Order below",
        "titleFa": "نقطهٔ سفارش",
        "type": "number",
        "minimum": 0,
        "description": "When less is there, more is to be ordered."
      },
      "unit": {
        "title": "Unit",
        "titleFa": "واحد",
        "type": "string",
        "maxLength": 40,
        "holds": "text"
      },
      "countedAt": {
        "title": "As of",
        "titleFa": "در تاریخ",
        "type": "string",
        "format": "date-time",
        "maxLength": 40
      },
      "description": {
        "title": "Description",
        "titleFa": "توضیح",
        "type": "string",
        "maxLength": 2000,
        "holds": "text"
      },
      "sameAs": {
        "title": "Same as",
        "titleFa": "همان است با",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Reference",
          "titleFa": "ارجاع",
          "$ref": "reference.json"
        },
        "description": "Records of other connections that this one knows to be the same."
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "stock-movement": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "stock-movement.json",
    "title": "Stock movement",
    "titleFa": "رسید و حوالهٔ انبار",
    "description": "One line of a document of the warehouse: an item that was received, issued, returned or moved, by its serials where it has them.",
    "entity": {
      "role": "asset",
      "kind": "asset",
      "headline": [
        "documentNumber",
        "kind",
        "itemName",
        "quantity",
        "store",
        "movedAt"
      ]
    },
    "type": "object",
    "additionalProperties": false,
    "required": [
      "kind",
      "quantity"
    ],
    "properties": {
      "documentNumber": {
        "title": "Document number",
        "titleFa": "شماره سند",
        "type": "string",
        "maxLength": 100,
        "minLength": 1,
        "description": "Of the receipt or the issue; its lines share it."
      },
      "kind": {
        "title": "Kind",
        "titleFa": "نوع",
        "type": "string",
        "enum": [
          "receipt",
          "issue",
          "return",
          "transfer",
          "adjustment"
        ],
        "description": "return: it came back from whom it was issued to."
      },
      "state": {
        "title": "State",
        "titleFa": "وضعیت",
        "type": "string",
        "maxLength": 60
      },
      "movedAt": {
        "title": "At",
        "titleFa": "زمان",
        "type": "string",
        "format": "date-time",
        "maxLength": 40
      },
      "itemCode": {
        "title": "Item code",
        "titleFa": "کد کالا",
        "type": "string",
        "maxLength": 100,
        "holds": "productCode",
        "relation": {
          "kind": "isProduct",
          "to": "product"
        },
        "description": "As the same connection codes its products."
      },
      "itemName": {
        "title": "Item",
        "titleFa": "نام کالا",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "product": {
        "title": "Product",
        "titleFa": "محصول",
        "$ref": "reference.json",
        "relation": {
          "kind": "isProduct",
          "to": "product"
        },
        "description": "What it is in the list of products, where another system keeps that."
      },
      "quantity": {
        "title": "Quantity",
        "titleFa": "مقدار",
        "type": "number",
        "description": "Of an adjustment it may be below zero."
      },
      "unit": {
        "title": "Unit",
        "titleFa": "واحد",
        "type": "string",
        "maxLength": 40,
        "holds": "text"
      },
      "serials": {
        "title": "Serials",
        "titleFa": "شماره‌های سریال",
        "type": "array",
        "maxItems": 1000,
        "items": {
          "title": "Serial",
          "titleFa": "شماره سریال",
          "type": "string",
          "maxLength": 100,
          "holds": "serial"
        },
        "relation": {
          "kind": "moved",
          "to": "equipment"
        },
        "description": "Of the pieces that it is about; each piece shows it."
      },
      "store": {
        "title": "Store",
        "titleFa": "انبار",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "storeCode": {
        "title": "Store code",
        "titleFa": "کد انبار",
        "type": "string",
        "maxLength": 100
      },
      "toStore": {
        "title": "To store",
        "titleFa": "به انبار",
        "type": "string",
        "maxLength": 200,
        "holds": "text",
        "description": "Of a transfer."
      },
      "orderNumber": {
        "title": "Order number",
        "titleFa": "شماره سفارش",
        "type": "string",
        "maxLength": 100,
        "description": "The order or request that it was issued for."
      },
      "description": {
        "title": "Description",
        "titleFa": "توضیح",
        "type": "string",
        "maxLength": 2000,
        "holds": "text"
      },
      "sameAs": {
        "title": "Same as",
        "titleFa": "همان است با",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Reference",
          "titleFa": "ارجاع",
          "$ref": "reference.json"
        },
        "description": "Records of other connections that this one knows to be the same."
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  },
  "terminal": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "terminal.json",
    "title": "Terminal",
    "titleFa": "پایانه فروش",
    "description": "A point-of-sale device or payment terminal.",
    "entity": {
      "role": "asset",
      "kind": "asset",
      "headline": [
        "serial",
        "terminalNumber",
        "model",
        "state"
      ]
    },
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "serial": {
        "title": "Serial",
        "titleFa": "شماره سریال",
        "type": "string",
        "maxLength": 100,
        "holds": "serial"
      },
      "terminalNumber": {
        "title": "Terminal number",
        "titleFa": "شماره پایانه",
        "type": "string",
        "maxLength": 100,
        "holds": "terminalNumber"
      },
      "merchantNumber": {
        "title": "Merchant number",
        "titleFa": "شماره پذیرنده",
        "type": "string",
        "maxLength": 60
      },
      "model": {
        "title": "Model",
        "titleFa": "مدل",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "manufacturer": {
        "title": "Manufacturer",
        "titleFa": "سازنده",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "simNumber": {
        "title": "SIM number",
        "titleFa": "شماره سیم‌کارت",
        "type": "string",
        "maxLength": 40,
        "personal": true
      },
      "settlementIban": {
        "title": "Settlement IBAN",
        "titleFa": "شبای تسویه",
        "type": "string",
        "maxLength": 60,
        "personal": true
      },
      "city": {
        "title": "City",
        "titleFa": "شهر",
        "type": "string",
        "maxLength": 200,
        "holds": "text"
      },
      "address": {
        "title": "Place",
        "titleFa": "محل نصب",
        "type": "string",
        "maxLength": 1000,
        "holds": "text",
        "personal": true
      },
      "installedOn": {
        "title": "Installed on",
        "titleFa": "تاریخ نصب",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "warrantyUntilOn": {
        "title": "Warranty until",
        "titleFa": "پایان ضمانت",
        "type": "string",
        "maxLength": 40,
        "holds": "day",
        "description": "A Gregorian calendar day, YYYY-MM-DD. A Jalali day (1403/05/01) is understood and kept as the Gregorian one."
      },
      "assetTag": {
        "title": "Asset tag",
        "titleFa": "برچسب اموال",
        "type": "string",
        "maxLength": 100,
        "holds": "assetTag",
        "description": "Unique within its connection."
      },
      "contract": {
        "title": "Contract",
        "titleFa": "قرارداد",
        "$ref": "reference.json",
        "relation": {
          "kind": "underContract",
          "to": "contract"
        },
        "description": "The agreement under which it is provided and kept."
      },
      "contractNumber": {
        "title": "Contract number",
        "titleFa": "شماره قرارداد",
        "type": "string",
        "maxLength": 100,
        "holds": "contractNumber",
        "relation": {
          "kind": "underContract",
          "to": "contract"
        },
        "description": "As the same connection numbers its contracts."
      },
      "product": {
        "title": "Product",
        "titleFa": "محصول",
        "$ref": "reference.json",
        "relation": {
          "kind": "isProduct",
          "to": "product"
        },
        "description": "What it is in the list of products."
      },
      "service": {
        "title": "Service",
        "titleFa": "خدمت",
        "$ref": "reference.json",
        "relation": {
          "kind": "servesService",
          "to": "service"
        },
        "description": "The service of the customer that it is used for."
      },
      "slaPolicy": {
        "title": "SLA",
        "titleFa": "توافق سطح خدمت",
        "type": "string",
        "maxLength": 100,
        "relation": {
          "kind": "sla",
          "to": "slaPolicy"
        },
        "description": "Key of a policy under /v1/sla-policies."
      },
      "olaPolicy": {
        "title": "OLA",
        "titleFa": "توافق سطح عملیات",
        "type": "string",
        "maxLength": 100,
        "relation": {
          "kind": "ola",
          "to": "slaPolicy"
        },
        "description": "Key of a policy under /v1/sla-policies."
      },
      "owner": {
        "title": "Owner",
        "titleFa": "مالک",
        "$ref": "reference.json",
        "party": true,
        "description": "The customer, by the id it has in a connection."
      },
      "ownerNationalCode": {
        "title": "National code",
        "titleFa": "کد ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "nationalCode",
        "description": "Ten digits as text. 8 or 9 digits are padded with zeros; a wrong check digit is kept, shown and never used to match.",
        "party": true,
        "personal": true
      },
      "ownerLegalId": {
        "title": "Legal national id",
        "titleFa": "شناسه ملی",
        "type": "string",
        "maxLength": 100,
        "holds": "legalId",
        "description": "Eleven digits as text.",
        "party": true
      },
      "ownerMobile": {
        "title": "Mobile",
        "titleFa": "تلفن همراه",
        "type": "string",
        "maxLength": 100,
        "holds": "mobile",
        "description": "+98 9…, kept in the form +989xxxxxxxxx. A foreign number is kept and never used to match.",
        "party": true,
        "personal": true
      },
      "state": {
        "title": "State",
        "titleFa": "وضعیت",
        "type": "string",
        "maxLength": 60
      },
      "description": {
        "title": "Description",
        "titleFa": "توضیح",
        "type": "string",
        "maxLength": 2000,
        "holds": "text"
      },
      "sameAs": {
        "title": "Same as",
        "titleFa": "همان است با",
        "type": "array",
        "maxItems": 100,
        "items": {
          "title": "Reference",
          "titleFa": "ارجاع",
          "$ref": "reference.json"
        },
        "description": "Records of other connections that this one knows to be the same."
      },
      "custom": {
        "title": "Custom fields",
        "titleFa": "فیلدهای سفارشی",
        "$ref": "custom.json"
      }
    }
  }
}
