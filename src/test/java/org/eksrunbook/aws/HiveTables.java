package org.eksrunbook.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.eksrunbook.awsdouble.AwsRefusal;

/**
 * The tables behind the Athena double: DDL is read as Hive's, everything else is executed by DuckDB over the files of a folder that stands for a
 * bucket. What differs between Trino and DuckDB is bridged by macros alone.
 */
final class HiveTables implements AutoCloseable {

    /** @param rows the first holds the names of the columns */
    record Result(List<List<String>> rows, long bytes) {
        static final Result EMPTY = new Result(List.of(), 0);
    }

    private record Column(String name, String type) {}

    private record Table(List<Column> columns, List<Column> keys, Map<String, String> properties, String location) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DDL = Pattern.compile(
            "(?is)CREATE EXTERNAL TABLE IF NOT EXISTS `(\\w+)`\\.`(\\w+)` \\((.*)\\)\\s*PARTITIONED BY \\((.*?)\\)\\s*ROW FORMAT"
                    + " SERDE '([^']*)'\\s*STORED AS INPUTFORMAT '([^']*)'\\s*OUTPUTFORMAT '([^']*)'\\s*LOCATION '([^']*)'\\s*TBLPROPERTIES \\((.*)\\)");
    private static final Pattern CTAS =
            Pattern.compile("(?is)(?:--[^\\n]*\\n)*CREATE TABLE (\\w+)\\s+WITH \\((.*?)\\) AS\\s+(.*)");
    private static final Pattern PRUNED =
            Pattern.compile("(?s)FROM \"(\\w+)\"\\.\"(\\w+)\"\\s+WHERE (.*?)\\s+AND \\(eventtime");

    private final Path bucket;
    private final Path work;
    private final FolderS3 s3;
    private final Connection duck;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private static final Pattern OUTPUT = Pattern.compile("external_location = 's3://" + FolderS3.BUCKET + "/([^']*)'");

    private final List<String> extractions = new ArrayList<>();

    /**
     * @param bucket folder that holds what lies in {@code s3://delivered-logs/}
     * @param work where rows are kept between this and the next table over the same bucket
     */
    HiveTables(Path bucket, Path work, FolderS3 s3) {
        this.bucket = bucket;
        this.work = work;
        this.s3 = s3;
        try {
            duck = DriverManager.getConnection("jdbc:duckdb:");
            for (String macro : List.of(
                    "CREATE MACRO json_extract_scalar(j, p) AS CASE WHEN try(json_type(j, p)) IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL ELSE try(json_extract_string(j, p)) END",
                    "CREATE MACRO json_format(j) AS CAST(j AS varchar)",
                    "SET TimeZone = 'UTC'",
                    "SET threads = 2")) {
                run(macro);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** As if nobody had ever extracted from CloudTrail's table. */
    void forgetExtractions() throws SQLException {
        for (String extracted : extractions) {
            run("DROP TABLE IF EXISTS " + extracted);
        }
        extractions.clear();
    }

    /** As if nobody had ever created CloudTrail's table. */
    void forget() throws SQLException {
        for (String table : tables.keySet()) {
            String name = table.substring(table.indexOf('.') + 1);
            run("DROP TABLE IF EXISTS " + table);
            run("DROP TABLE IF EXISTS \"" + name + "_files\"");
        }
        tables.clear();
    }

    Connection duck() {
        return duck;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(sql);
        }
    }

    Result execute(String text, List<String> literals) throws SQLException {
        if (text.startsWith("CREATE DATABASE IF NOT EXISTS ")) {
            run("CREATE SCHEMA IF NOT EXISTS " + text.substring("CREATE DATABASE IF NOT EXISTS ".length()));
            return Result.EMPTY;
        }
        Matcher ddl = DDL.matcher(text);
        if (ddl.matches()) {
            create(ddl);
            return Result.EMPTY;
        }
        String bound = bound(text, literals);
        Matcher ctas = CTAS.matcher(bound);
        if (ctas.matches()) {
            return extract(ctas, bound);
        }
        if (bound.startsWith("DROP TABLE")) {
            run(bound);
            return Result.EMPTY;
        }
        return new Result(select(bound), scanned(bound));
    }

    /** As Athena does it: each question mark outside of literals stands for the next literal, which is SQL text and no bound value. */
    static String bound(String text, List<String> literals) {
        StringBuilder bound = new StringBuilder();
        int next = 0;
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '\'') {
                quoted = !quoted;
            }
            if (letter == '?' && !quoted) {
                bound.append(literals.get(next++));
            } else {
                bound.append(letter);
            }
        }
        if (next != literals.size()) {
            throw new AwsRefusal("InvalidRequestException", "Incorrect number of parameters");
        }
        return bound.toString();
    }

    /** A query that failed on its way leaves what it wrote so far. */
    void leaveHalf(String text) {
        Matcher place = OUTPUT.matcher(text);
        if (place.find()) {
            s3.with(place.group(1) + "half-of-part-0", new byte[500], Map.of());
        }
    }

    private Result extract(Matcher ctas, String bound) throws SQLException {
        Matcher place = OUTPUT.matcher(ctas.group(2));
        if (!place.find()) {
            throw new SQLException("no external_location");
        }
        String key = place.group(1) + "part-0";
        if (s3.holdsBelow(place.group(1))) {
            throw new SQLException("HIVE_PATH_ALREADY_EXISTS: Target directory for table already exists");
        }
        run("CREATE TABLE " + ctas.group(1) + " AS " + ctas.group(3));
        extractions.add(ctas.group(1));
        s3.with(key, new byte[1000], Map.of());
        return new Result(List.of(), scanned(bound));
    }

    /** The bytes of the files in the partitions that a statement leaves; all of them where it names none. */
    long scanned(String bound) throws SQLException {
        Matcher pruned = PRUNED.matcher(bound);
        String sql = pruned.find()
                ? "SELECT coalesce(sum(bytes), 0) FROM \"" + pruned.group(2) + "_files\" WHERE " + pruned.group(3)
                : bound.matches("(?s).*\\bx_[0-9a-f]{20}_.*")
                        ? "SELECT 1000"
                        : bound.contains("cloudtrail")
                                ? "SELECT coalesce(sum(bytes), 0) FROM cloudtrail_files"
                                : "SELECT 0";
        return Long.parseLong(select(sql).get(1).get(0));
    }

    List<List<String>> select(String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = duck.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            for (int column = 1; column <= answer.getMetaData().getColumnCount(); column++) {
                names.add(answer.getMetaData().getColumnLabel(column));
            }
            rows.add(names);
            while (answer.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= names.size(); column++) {
                    row.add(answer.getString(column));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private void create(Matcher ddl) throws SQLException {
        Map<String, String> properties = new LinkedHashMap<>();
        Matcher property = Pattern.compile("'([^']*)'\\s*=\\s*'([^']*)'").matcher(ddl.group(9));
        while (property.find()) {
            properties.put(property.group(1), property.group(2));
        }
        properties.put("serde.serialization.lib", ddl.group(5));
        properties.put("inputformat", ddl.group(6));
        properties.put("outputformat", ddl.group(7));
        properties.put("location", ddl.group(8));
        Table table = new Table(columns(ddl.group(3)), columns(ddl.group(4)), properties, ddl.group(8));
        tables.put(ddl.group(1) + "." + ddl.group(2), table);
        load(ddl.group(1), ddl.group(2), table);
    }

    private static List<Column> columns(String text) {
        return split(text).stream()
                .map(column -> column.strip().split("\\s+", 2))
                .map(parts -> new Column(
                        parts[0].replace("`", "").toLowerCase(Locale.ROOT),
                        parts[1].replaceAll("\\s+", "").toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** Reads the files as CloudTrailInputFormat and the JSON SerDe do: a row a record, requests and answers as texts. */
    private void load(String database, String name, Table table) throws SQLException {
        String template = table.properties()
                .getOrDefault("storage.location.template", "")
                .replace("s3://" + FolderS3.BUCKET + "/", "");
        List<String> keys = new ArrayList<>();
        Matcher key = Pattern.compile("\\$\\{(\\w+)}").matcher(template);
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        while (key.find()) {
            pattern.append(Pattern.quote(template.substring(from, key.start())));
            pattern.append(key.group(1).equals("timestamp") ? "(\\d{4}/\\d{2}/\\d{2})" : "([^/]+)");
            keys.add(key.group(1));
            from = key.end();
        }
        Pattern place = Pattern.compile(pattern + "/[^/]+");
        Path rows = work.resolve(name + ".ndjson");
        Path files = work.resolve(name + "-files.ndjson");
        if (!Files.exists(files)) {
            write(table, keys, Pattern.compile(pattern + "/[^/]+"), rows, files);
        }
        StringBuilder columns = new StringBuilder();
        for (Column column :
                Stream.concat(table.columns().stream(), table.keys().stream()).toList()) {
            columns.append(columns.length() == 0 ? "" : ", ")
                    .append("\"" + column.name() + "\": '" + duckType(column.type()) + "'");
        }
        run("CREATE TABLE " + database + ".\"" + name + "\" AS SELECT * FROM read_json('" + rows
                + "', format = 'newline_delimited', maximum_object_size = 33554432, columns = {" + columns + "})");
        run(
                "CREATE TABLE \"" + name + "_files\" AS SELECT * FROM read_json('" + files
                        + "', format = 'newline_delimited', columns = {account: 'VARCHAR', region: 'VARCHAR', \"timestamp\": 'VARCHAR', bytes: 'BIGINT'})");
    }

    private void write(Table table, List<String> keys, Pattern place, Path rows, Path files) {
        Path sizes = files.resolveSibling(files.getFileName() + ".part");
        try (Writer out = Files.newBufferedWriter(rows, UTF_8);
                Writer listed = Files.newBufferedWriter(sizes, UTF_8);
                Stream<Path> walk = Files.walk(bucket)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                Matcher parts = place.matcher(bucket.relativize(file).toString());
                if (parts.matches() && projected(table, parts, keys)) {
                    ObjectNode size = JSON.createObjectNode().put("bytes", Files.size(file));
                    for (int at = 0; at < keys.size(); at++) {
                        size.put(keys.get(at), parts.group(at + 1));
                    }
                    listed.write(size + "\n");
                    records(file, table, keys, parts, out);
                }
            }
            listed.flush();
            out.flush();
            Files.move(sizes, files);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Days outside a projection's range are not there, and nobody is told. */
    private static boolean projected(Table table, Matcher parts, List<String> keys) {
        String range = table.properties().getOrDefault("projection.timestamp.range", "");
        int day = keys.indexOf("timestamp");
        if (day < 0 || !range.matches("\\d{4}/\\d\\d/\\d\\d,\\d{4}/\\d\\d/\\d\\d")) {
            return true;
        }
        String[] ends = range.split(",", -1);
        String at = parts.group(day + 1);
        return at.compareTo(ends[0]) >= 0 && at.compareTo(ends[1]) <= 0;
    }

    private static String duckType(String hive) {
        if (hive.startsWith("struct<")) {
            List<String> fields = new ArrayList<>();
            for (String field : split(hive.substring("struct<".length(), hive.length() - 1))) {
                String[] parts = field.split(":", 2);
                fields.add("\"" + parts[0] + "\" " + duckType(parts[1]));
            }
            return "STRUCT(" + String.join(", ", fields) + ")";
        }
        if (hive.startsWith("array<")) {
            return duckType(hive.substring("array<".length(), hive.length() - 1)) + "[]";
        }
        return hive.startsWith("map<") ? "MAP(VARCHAR, VARCHAR)" : "VARCHAR";
    }

    /** By the commas that stand in no brackets. */
    private static List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            char letter = at == text.length() ? ',' : text.charAt(at);
            depth += letter == '<' ? 1 : letter == '>' ? -1 : 0;
            if (letter == ',' && depth == 0) {
                pieces.add(text.substring(from, at));
                from = at + 1;
            }
        }
        return pieces;
    }

    private static void records(Path file, Table table, List<String> keys, Matcher parts, Writer out)
            throws IOException {
        JsonNode content;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            content = JSON.readTree(in);
        }
        for (JsonNode record : content.path("Records")) {
            ObjectNode row = JSON.createObjectNode();
            Map<String, JsonNode> lower = new LinkedHashMap<>();
            record.fields()
                    .forEachRemaining(field -> lower.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
            for (Column column : table.columns()) {
                JsonNode value = lower.get(column.name());
                if (value == null || value.isNull()) {
                    row.putNull(column.name());
                } else if (column.type().equals("string")) {
                    row.put(column.name(), value.isValueNode() ? value.asText() : value.toString());
                } else {
                    row.set(column.name(), lowered(value));
                }
            }
            for (int at = 0; at < keys.size(); at++) {
                row.put(keys.get(at), parts.group(at + 1));
            }
            out.write(row + "\n");
        }
    }

    private static JsonNode lowered(JsonNode value) {
        if (value.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            value.fields()
                    .forEachRemaining(
                            field -> object.set(field.getKey().toLowerCase(Locale.ROOT), lowered(field.getValue())));
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            value.forEach(one -> array.add(lowered(one)));
            return array;
        }
        return value;
    }

    ObjectNode metadata(String database, String name) {
        Table table = tables.get(database + "." + name);
        if (table == null) {
            throw new AwsRefusal("MetadataException", "EntityNotFoundException: Table " + name + " not found.");
        }
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode metadata =
                answer.putObject("TableMetadata").put("Name", name).put("TableType", "EXTERNAL_TABLE");
        ArrayNode columns = metadata.putArray("Columns");
        table.columns()
                .forEach(
                        column -> columns.addObject().put("Name", column.name()).put("Type", column.type()));
        ArrayNode keys = metadata.putArray("PartitionKeys");
        table.keys().forEach(key -> keys.addObject().put("Name", key.name()).put("Type", key.type()));
        ObjectNode parameters = metadata.putObject("Parameters");
        table.properties().forEach(parameters::put);
        return answer;
    }

    @Override
    public void close() {
        try {
            duck.close();
        } catch (SQLException late) {
            throw new IllegalStateException(late);
        }
    }
}
