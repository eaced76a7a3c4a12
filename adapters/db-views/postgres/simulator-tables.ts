/** The tables of the invented CRM, for any PostgreSQL. */
import type { SamplePerson } from '../../sample-people.ts'

/** A table `customers` and the view `crm_customers` over it. */
export const crmSchema = `
  CREATE TABLE customers (
    id bigint PRIMARY KEY, first_name text, last_name text, national_code char(10), mobile varchar(20),
    email text, birth_on date, city text, address text, postal_code char(10), iban char(26),
    credit_limit numeric(20, 2) NOT NULL DEFAULT 0, balance numeric(20, 0) NOT NULL DEFAULT 0,
    is_active boolean NOT NULL DEFAULT true, deleted_at timestamptz, updated_at timestamptz(6));
  CREATE INDEX ON customers (updated_at, id);
  CREATE VIEW crm_customers AS SELECT * FROM customers;
  CREATE TABLE receipts (reference text PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers,
    amount numeric(20, 2) NOT NULL CHECK (amount > 0));
  CREATE TABLE visits (request text PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers, note text);`

/** Inserts people (`peopleParameter` as $1). Everybody was changed on one morning, a minute and a few microseconds apart. */
export const insertPeople = `
  INSERT INTO customers (id, first_name, last_name, national_code, mobile, email, birth_on, city, address,
      postal_code, iban, credit_limit, updated_at)
    SELECT id, "firstName", "lastName", "nationalCode", mobile, email, "birthOn", city, address,
      "postalCode", iban, "creditLimitRial",
      timestamptz '2026-01-05 08:00:00Z' + id * interval '1 minute' + id * interval '7 microseconds'
    FROM json_to_recordset($1) AS person(id bigint, "firstName" text, "lastName" text, "nationalCode" text,
      mobile text, email text, "birthOn" date, city text, address text, "postalCode" text, iban text,
      "creditLimitRial" numeric)`

/** The people as the parameter of `insertPeople`, with the ids 1, 2, 3 … */
export function peopleParameter(people: readonly SamplePerson[]): string {
  return JSON.stringify(people.map((person, at) => ({ ...person, id: at + 1 })))
}
