/**
 * People for simulators and the demo: invented, the same for the same seed, with identifiers whose check digits
 * are right, and with the blemish that real books have most often (Arabic ي and ك). A person depends on the seed
 * and the place in the list only, so a longer list begins with the shorter one, and two systems that are given
 * overlapping parts of it know some of the same people. National codes, mobiles and e-mails never repeat within
 * a list of up to a million.
 */

/** An invented person. */
export interface SamplePerson {
  /** In some, as `lastName`, with Arabic letters. */
  readonly firstName: string
  readonly lastName: string
  readonly gender: 'female' | 'male'
  /** Ten digits. */
  readonly nationalCode: string
  /** `09xxxxxxxxx`. */
  readonly mobile: string
  readonly email: string
  /** Gregorian, `YYYY-MM-DD`. */
  readonly birthOn: string
  readonly city: string
  readonly province: string
  readonly address: string
  /** Ten digits. */
  readonly postalCode: string
  /** `IR` and 24 digits. */
  readonly iban: string
  /** Whole rials, a multiple of ten million. */
  readonly creditLimitRial: number
}

/** Invents `count` people. */
export function samplePeople(count: number, seed = 1): readonly SamplePerson[] {
  return Array.from({ length: count }, (_, index) => samplePerson(index, seed))
}

/** A customer in the form of the simulated ERP (`Customer` in contracts/soap/erp.wsdl). */
export interface SampleErpCustomer {
  readonly code: string
  readonly kind: 'person'
  readonly active: boolean
  readonly firstName: string
  readonly lastName: string
  readonly nationalId: string
  readonly birthDate: string
  readonly mobile: readonly string[]
  readonly email: string
  readonly city: string
  readonly address: string
  readonly postalCode: string
  readonly balance: string
}

/** The same person as another system knows them: under a code of its own, in Persian letters, owing nothing. */
export function asErpCustomer(person: SamplePerson, code: string): SampleErpCustomer {
  const { nationalCode, birthOn, mobile, email, city, address, postalCode } = person
  return {
    code,
    kind: 'person',
    active: true,
    firstName: inPersianLetters(person.firstName),
    lastName: inPersianLetters(person.lastName),
    nationalId: nationalCode,
    birthDate: birthOn,
    mobile: [mobile],
    email,
    city,
    address,
    postalCode,
    balance: '0',
  }
}

/** A whole number from 0 up to, but not including, the given bound. */
type Next = (below: number) => number

function samplePerson(index: number, seed: number): SamplePerson {
  const next = chance(seed, index)
  const gender = next(2) === 0 ? 'female' : 'male'
  const [firstName, firstLatin] = pick(gender === 'female' ? women : men, next)
  const [lastName, lastLatin] = pick(families, next)
  const home = pick(cities, next)
  const letters = next(4) === 0 ? inArabicLetters : inPersianLetters
  return {
    firstName: letters(firstName),
    lastName: letters(lastName),
    gender,
    nationalCode: nationalCode(`${home.prefix}${scattered(index, seed, 1_000_000)}`),
    mobile: `09${pick(operators, next)}${scattered(index, seed, 10_000_000)}`,
    email: `${firstLatin}.${lastLatin}${index + 1}@example.ir`,
    birthOn: `${1950 + next(55)}-${padded(1 + next(12), 2)}-${padded(1 + next(28), 2)}`,
    city: home.city,
    province: home.province,
    address: `خیابان ${pick(streets, next)}، کوچهٔ ${pick(lanes, next)}، پلاک ${1 + next(250)}، واحد ${1 + next(12)}`,
    postalCode: `${home.postal}${letter(2, '13456789', next)}${letter(1, '1346789', next)}${letter(5, '13456789', next)}`,
    iban: iban(`${pick(banks, next)}0${padded(next(1_000_000_000), 18)}`),
    creditLimitRial: (1 + next(500)) * 10_000_000,
  }
}

/** Different for every index below `size`: the factor shares no divisor with a power of ten. */
function scattered(index: number, seed: number, size: number): string {
  return padded((index * 7919 + seed * 104_729) % size, String(size).length - 1)
}

/** A national code from its first nine digits. */
function nationalCode(nine: string): string {
  const sum = [...nine].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
  const rest = sum % 11
  return `${nine}${rest < 2 ? rest : 11 - rest}`
}

/** An IBAN from bank and account, with the check digits of ISO 13616 (`IR00` as digits is 182700). */
function iban(account: string): string {
  return `IR${padded(Number(98n - (BigInt(`${account}182700`) % 97n)), 2)}${account}`
}

/** Evenly scattered numbers (mulberry32), begun anew for each person. */
function chance(seed: number, index: number): Next {
  let state = Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

function pick<Item>(items: readonly Item[], next: Next): Item {
  const item = items[next(items.length)]
  if (item === undefined) throw new Error('There is nothing to pick from.')
  return item
}

function letter(count: number, alphabet: string, next: Next): string {
  return Array.from({ length: count }, () => alphabet.charAt(next(alphabet.length))).join('')
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

function inArabicLetters(name: string): string {
  return name.replaceAll('ی', 'ي').replaceAll('ک', 'ك')
}

function inPersianLetters(name: string): string {
  return name.replaceAll('ي', 'ی').replaceAll('ك', 'ک')
}

/** A name, and its Latin letters for an e-mail. */
type Name = readonly [string, string]

const women: readonly Name[] = [
  ['مریم', 'maryam'],
  ['فاطمه', 'fatemeh'],
  ['زهرا', 'zahra'],
  ['سارا', 'sara'],
  ['نرگس', 'narges'],
  ['لیلا', 'leila'],
  ['مینا', 'mina'],
  ['نیلوفر', 'niloufar'],
  ['شیرین', 'shirin'],
  ['پریسا', 'parisa'],
  ['الهام', 'elham'],
  ['کیمیا', 'kimia'],
]
const men: readonly Name[] = [
  ['علی', 'ali'],
  ['محمد', 'mohammad'],
  ['رضا', 'reza'],
  ['حسین', 'hossein'],
  ['امیر', 'amir'],
  ['مهدی', 'mahdi'],
  ['کاوه', 'kaveh'],
  ['کیوان', 'keyvan'],
  ['بهروز', 'behrouz'],
  ['سیاوش', 'siavash'],
  ['آرش', 'arash'],
  ['یوسف', 'yousef'],
]
const families: readonly Name[] = [
  ['کریمی', 'karimi'],
  ['محمدی', 'mohammadi'],
  ['حسینی', 'hosseini'],
  ['رضایی', 'rezaei'],
  ['موسوی', 'mousavi'],
  ['اکبری', 'akbari'],
  ['یوسفی', 'yousefi'],
  ['نیک‌پور', 'nikpour'],
  ['صادقی', 'sadeghi'],
  ['تهرانی', 'tehrani'],
  ['کاظمی', 'kazemi'],
  ['شریفی', 'sharifi'],
  ['حسن‌زاده', 'hassanzadeh'],
  ['رستمی', 'rostami'],
  ['نوری', 'nouri'],
  ['قاسمی', 'ghasemi'],
  ['فرهادی', 'farhadi'],
  ['ملکی', 'maleki'],
  ['عبداللهی', 'abdollahi'],
  ['جعفری', 'jafari'],
]
const operators = ['12', '13', '19', '35', '36', '90', '91'] as const
/** Codes of banks in an IBAN. */
const banks = ['012', '014', '015', '016', '017', '018', '019', '054', '055', '056', '057', '062'] as const
const streets = ['آزادی', 'ولیعصر', 'شریعتی', 'امام خمینی', 'کشاورز', 'فردوسی', 'مطهری', 'سعدی'] as const
const lanes = ['بهار', 'یاس', 'لاله', 'نسترن', 'گلستان', 'شهید اکبری', 'مهر', 'سوم'] as const
/** Cities, with the beginning of national codes that were issued there and of their postal codes. */
const cities = [
  { city: 'تهران', province: 'تهران', prefix: '001', postal: '14' },
  { city: 'مشهد', province: 'خراسان رضوی', prefix: '093', postal: '91' },
  { city: 'اصفهان', province: 'اصفهان', prefix: '127', postal: '81' },
  { city: 'شیراز', province: 'فارس', prefix: '228', postal: '71' },
  { city: 'تبریز', province: 'آذربایجان شرقی', prefix: '136', postal: '51' },
  { city: 'کرج', province: 'البرز', prefix: '031', postal: '31' },
  { city: 'یزد', province: 'یزد', prefix: '443', postal: '89' },
  { city: 'کرمان', province: 'کرمان', prefix: '298', postal: '76' },
] as const
