/** Change tracking as the simulated server has it: triggers of PostgreSQL that write down each change with a version. */

/** Functions as SQL Server names them, and what they read. */
export const trackingSchema = `
  CREATE TABLE ms_tracked (name text PRIMARY KEY, min_valid bigint NOT NULL);
  CREATE TABLE ms_change (name text, id bigint, version bigint);
  CREATE SEQUENCE ms_version;
  CREATE FUNCTION object_id(text) RETURNS text LANGUAGE sql IMMUTABLE AS
    'SELECT regexp_replace($1, ''^(.*\\.)?\\[?(\\w+)\\]?$'', ''\\2'')';
  CREATE FUNCTION change_tracking_current_version() RETURNS bigint LANGUAGE sql AS
    'SELECT coalesce(max(version), 0) FROM ms_change';
  CREATE FUNCTION change_tracking_min_valid_version(text) RETURNS bigint LANGUAGE sql AS
    'SELECT min_valid FROM ms_tracked WHERE name = $1';
  CREATE FUNCTION ms_changes(text, bigint) RETURNS TABLE (sys_change_version bigint, id bigint) LANGUAGE sql AS
    'SELECT max(version), id FROM ms_change WHERE name = $1 AND version > $2 GROUP BY id';
  CREATE FUNCTION ms_note() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO ms_change SELECT TG_TABLE_NAME, coalesce(NEW.id, OLD.id), max(v) FROM
        (SELECT coalesce(version, nextval('ms_version')) AS v FROM
          (SELECT max(version) AS version FROM ms_change WHERE xmin::text = pg_current_xact_id()::text) own) versions;
      RETURN NULL;
    END $$;`

/** Begins to track a table. */
export function trackTable(table: string): string {
  return `INSERT INTO ms_tracked SELECT '${table}', change_tracking_current_version();
    CREATE TRIGGER ms_note AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION ms_note()`
}

/** Everything up to the present version is cleaned away. */
export const cleanTracked = `UPDATE ms_tracked SET min_valid = change_tracking_current_version();
  DELETE FROM ms_change WHERE version < change_tracking_current_version()`
