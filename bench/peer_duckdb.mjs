// peer_duckdb.mjs FILE OUTPUT THREADS - the same scoring in DuckDB's SQL: typed
// read of the NDJSON, points by a join, distinct activities of a set, the cap,
// the highest set, answers written as NDJSON in the input's order.
import { DuckDBInstance } from '@duckdb/node-api';
import { activityPoints } from './peer_rules.mjs';

const [file, output, threads] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads: threads ?? '2' });
const db = await instance.connect();
const rows = activityPoints().map((row) => `(${row.year},'${row.id}',${row.points})`);

await db.run(`create table rule(year int, id varchar, points int)`);
await db.run(`insert into rule values ${rows.join(',')}`);
const columns = `{ performanceYear: 'INTEGER', measurementSets: 'STRUCT(category VARCHAR,
	measurements STRUCT(measureId VARCHAR, "value" BOOLEAN)[])[]' }`;
// unnest, join, group: faster here than list functions with a map
await db.run(`copy (
	with line as (
		select row_number() over () as n, performanceYear as year, measurementSets as sets
		from read_ndjson('${file}', columns = ${columns})),
	ia as (
		select n, year, unnest(range(1, len(sets) + 1)) as k, sets from line),
	activity as (
		select distinct n, k, year, unnest(list_transform(
			list_filter(sets[k].measurements, lambda m: m."value"), lambda m: m.measureId)) as id
		from ia where sets[k].category = 'ia'),
	scored as (
		select n, k, least(sum(points), 40) as points
		from activity join rule using (year, id) group by n, k),
	best as (select n, max(points) as points from scored group by n)
	select line.year as "performanceYear", coalesce(points, 0)::int as points,
	       coalesce(points, 0) * 15 / 40.0 as contribution
	from line left join best using (n) order by n
) to '${output}' (format json)`);
