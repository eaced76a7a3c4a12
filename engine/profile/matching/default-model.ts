/**
 * The model that a hub begins with, before it has records of its own to learn from: shares of levels as learned (without
 * labels) on the frozen Persian set of test/quality, name frequencies of the whole country, and a prior for about a
 * million people, which is careful when there are fewer.
 */
import type { ComparisonWeights, MatchModel, TermFrequencies } from './model.ts'

const rare = (share: number, common: Readonly<Record<string, number>> = {}): TermFrequencies => ({
  common,
  rare: share,
})

/** Shares by rank: the n-th of a list of frequent values has `most` · 5 / (n + 4). */
function ranked(most: number, text: string): Readonly<Record<string, number>> {
  return Object.fromEntries(text.split(' ').map((name, place) => [name, (most * 5) / (place + 5)]))
}

const givenNames = ranked(
  0.04,
  'محمد فاطمه علی زهرا حسین مریم مهدی معصومه حسن سکینه رضا زینب احمد رقیه امیرحسین خدیجه ابوالفضل لیلا محمدرضا سمیه عباس صدیقه محمود طاهره مجید اعظم سعید اکرم حمید نرگس علیرضا مینا محسن سارا مصطفی الهام ابراهیم نسرین امیر شیرین',
)
const familyNames = ranked(
  0.02,
  'محمدی حسینی احمدی رضایی مرادی حیدری کریمی موسوی جعفری قاسمی رحیمی صادقی ابراهیمی اکبری محمودی حسنی امیری رستمی یوسفی نوری صالحی سلیمانی عباسی علیزاده شریفی اسدی باقری رحمانی قربانی عزیزی',
)
const cities = ranked(0.2, 'تهران مشهد اصفهان کرج شیراز تبریز قم اهواز کرمانشاه ارومیه')

const names = { u: [0.011, 0.0067, 0.0039, 0.0018, 0.018, 0.96] }
const code = { m: [0.97, 0.015, 0.003, 0.012], u: [1e-6, 1e-5, 1e-4, 1] }

const comparisons: readonly ComparisonWeights[] = [
  { name: 'givenName', m: [0.75, 0.15, 0.02, 0.02, 0.01, 0.05], ...names, terms: rare(0.0005, givenNames) },
  {
    name: 'familyName',
    m: [0.8, 0.15, 0.01, 0.02, 0.005, 0.015],
    u: [0.005, 0.005, 0.004, 0.003, 0.02, 0.96],
    kin: [0.87, 0.08, 0.01, 0.01, 0.006, 0.03],
    terms: rare(0.0002, familyNames),
  },
  { name: 'nameOrder', m: [0.95, 0.05], u: [0.95, 0.05], terms: rare(0.5) },
  {
    name: 'fatherName',
    m: [0.9, 0.05, 0.01, 0.02, 0.005, 0.015],
    ...names,
    kin: [0.5, 0.03, 0.02, 0.02, 0.03, 0.4],
    terms: rare(0.0005, givenNames),
  },
  {
    name: 'birthOn',
    m: [0.86, 0.02, 0.005, 0.04, 0.01, 0.005, 0.02, 0.04],
    u: [5e-5, 3e-5, 1e-5, 0.0012, 0.013, 0.0008, 0.11, 0.875],
    kin: [0.04, 3e-5, 1e-5, 0.0012, 0.013, 0.0008, 0.105, 0.84],
    terms: rare(1 / 25_000),
  },
  { name: 'gender', m: [0.99, 0.01], u: [0.5, 0.5], terms: rare(0.5) },
  { name: 'nationalCode', ...code, terms: rare(1e-7) },
  { name: 'foreignId', ...code, terms: rare(1e-6) },
  {
    name: 'birthCertificateNumber',
    m: [0.92, 0.03, 0.01, 0.04],
    u: [0.001, 0.02, 0.1, 0.879],
    terms: rare(0.001),
  },
  {
    name: 'phone',
    m: [0.7, 0.01, 0.29],
    u: [1e-5, 1e-5, 1],
    kin: [0.7, 0.01, 0.29],
    terms: rare(1e-6),
  },
  { name: 'email', m: [0.7, 0.02, 0.28], u: [1e-6, 1e-6, 1], terms: rare(1e-6) },
  { name: 'iban', m: [0.6, 0.01, 0.39], u: [1e-6, 1e-6, 1], terms: rare(1e-6) },
  {
    name: 'address',
    m: [0.5, 0.1, 0.1, 0.05, 0.25],
    u: [1e-5, 0.001, 0.01, 0.04, 0.95],
    kin: [0.5, 0.1, 0.1, 0.05, 0.25],
    terms: rare(1e-5),
  },
  {
    name: 'postalCode',
    m: [0.7, 0.03, 0.02, 0.25],
    u: [1e-5, 1e-5, 1e-4, 1],
    kin: [0.7, 0.03, 0.02, 0.25],
    terms: rare(1e-5),
  },
  {
    name: 'city',
    m: [0.85, 0.01, 0.005, 0.005, 0.13],
    u: [0.08, 0.001, 0.005, 0.007, 0.907],
    kin: [0.9, 0.01, 0.005, 0.005, 0.08],
    terms: rare(0.01, cities),
  },
  {
    name: 'province',
    m: [0.9, 0.01, 0.005, 0.005, 0.08],
    u: [0.1, 0.001, 0.005, 0.007, 0.887],
    kin: [0.93, 0.01, 0.005, 0.005, 0.05],
    terms: rare(0.04),
  },
  {
    name: 'birthPlace',
    m: [0.85, 0.01, 0.005, 0.005, 0.13],
    u: [0.08, 0.001, 0.005, 0.007, 0.907],
    kin: [0.8, 0.01, 0.005, 0.005, 0.18],
    terms: rare(0.01, cities),
  },
]

/** For people; the order of the comparisons is that of `personPlan`. */
export const defaultPersonModel: MatchModel = {
  version: 'person-1',
  type: 'person',
  prior: 1e-6,
  kinPrior: 3e-7,
  comparisons,
}
