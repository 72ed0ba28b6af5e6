package dev.brownout.importing.spans;

import com.fasterxml.jackson.core.JsonParser;
import dev.brownout.importing.spans.ImportedSpan.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Parser for one span in the JSON of Zipkin, version 2 (zipkin.io, "Zipkin API", and its OpenAPI definition). Times are
 * in microseconds; a span without a timestamp or a duration is unfinished. A client and a server may share one id. An
 * {@code error} tag, with any value, is a failure. Tags of databases and queues are those of Brave.
 */
final class ZipkinSpans {
    private static final long NANOS_PER_MICRO = 1000;
    private static final long MISSING = Long.MIN_VALUE;
    private static final String METHODS = "(?i)(?:get|head|post|put|patch|delete|options)";

    /** Tags of instrumentations, and the attributes of the same meaning. */
    private static final Map<String, String> TAGS = Map.of(
            "sql.query", "db.statement",
            "mongodb.command", "db.operation",
            "kafka.topic", "messaging.destination.name",
            "rabbit.queue", "messaging.destination.name",
            "rabbit.routing_key", "messaging.destination.name",
            "jms.queue", "messaging.destination.name",
            "jms.topic", "messaging.destination.name",
            "http.status", "http.status_code");

    private static final List<String> DATABASES = List.of(
            "mysql",
            "mariadb",
            "postgresql",
            "postgres",
            "mongodb",
            "redis",
            "memcached",
            "cassandra",
            "elasticsearch",
            "oracle",
            "mssql",
            "clickhouse");

    private final JsonParser parser;
    private final SpanFileReport report;
    private final RawSpan span = new RawSpan();
    private final Attributes service = new Attributes();
    private String method = "";
    private String path = "";
    private String remote = "";
    private String remoteAddress = "";
    private long duration = MISSING;
    private boolean identified;
    private boolean sql;
    private boolean oldVersion;

    ZipkinSpans(JsonParser parser, SpanFileReport report) {
        this.parser = parser;
        this.report = report;
    }

    /**
     * Reads a field of a span.
     *
     * @return false if the field is unknown; it is not consumed then
     */
    boolean field(String name) throws IOException {
        switch (name) {
            case "traceId" -> span.trace = RawSpan.identity(traceId(SpanJson.text(parser)));
            case "id" -> {
                span.id = RawSpan.identity(SpanJson.text(parser));
                identified = true;
            }
            case "parentId" -> span.parent = RawSpan.identity(SpanJson.text(parser));
            case "name" -> span.name = SpanJson.text(parser);
            case "kind" -> span.kind = kind(SpanJson.text(parser));
            case "timestamp" -> span.start = nanos();
            case "duration" -> duration = nanos();
            case "localEndpoint" -> SpanJson.object(parser, this::local);
            case "remoteEndpoint" -> SpanJson.object(parser, this::remote);
            case "tags" -> SpanJson.object(parser, this::tag);
            case "annotations" -> parser.skipChildren();
            case "binaryAnnotations" -> {
                oldVersion = true;
                parser.skipChildren();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Passes on the span, if the fields were those of one. */
    void end() {
        if (oldVersion) {
            report.unread("spans of Zipkin's version 1; export them from /api/v2/traces");
        } else if (identified && span.trace != 0) {
            span.kind = span.kind == null ? Kind.INTERNAL : span.kind;
            span.mayBeUnfinished = true;
            if (span.start != MISSING && duration != MISSING) {
                span.end = span.start + duration;
            }
            span.name = operation();
            target();
            report.addSpan(span, service);
        }
    }

    /** Returns the last 64 bits of a trace id. A service may have dropped the first ones (B3 propagation). */
    private static String traceId(String id) {
        return id.length() > 16 ? id.substring(id.length() - 16) : id;
    }

    private long nanos() throws IOException {
        long micros = SpanJson.number(parser, MISSING);
        return Math.abs(micros / 2) >= Long.MAX_VALUE / 2 / NANOS_PER_MICRO ? MISSING : micros * NANOS_PER_MICRO;
    }

    private static Kind kind(String text) {
        return switch (text) {
            case "SERVER" -> Kind.SERVER;
            case "CLIENT" -> Kind.CLIENT;
            case "PRODUCER" -> Kind.PRODUCER;
            case "CONSUMER" -> Kind.CONSUMER;
            default -> Kind.INTERNAL;
        };
    }

    private void local(String name) throws IOException {
        String text = SpanJson.text(parser);
        switch (name) {
            case "serviceName" -> service.store("service.name", text);
            case "ipv4", "ipv6" -> service.store("host.name", text);
            default -> {}
        }
    }

    private void remote(String name) throws IOException {
        String text = SpanJson.text(parser);
        switch (name) {
            case "serviceName" -> remote = text;
            case "ipv4", "ipv6" -> remoteAddress = text + remoteAddress;
            case "port" -> remoteAddress += ":" + text;
            default -> {}
        }
    }

    private void tag(String name) throws IOException {
        String text = SpanJson.text(parser);
        String key = TAGS.getOrDefault(name, name);
        sql |= name.equals("sql.query");
        switch (key) {
            case "error" -> span.failed = !text.equals("false");
            case "http.method" -> method = text;
            case "http.route" -> path = text;
            case "http.path" -> path = path.isEmpty() ? text : path;
            default -> {
                if (Attributes.isUsed(key)) {
                    span.attributes.store(key, text);
                }
            }
        }
    }

    /**
     * Returns the name of the operation. Zipkin writes names in lower case. A name that is only a method gets the path.
     */
    private String operation() {
        int space = span.name.indexOf(' ');
        String verb = space < 0 ? span.name : span.name.substring(0, space);
        String upper = verb.toUpperCase(Locale.ROOT);
        if (span.name.isEmpty() || space < 0 && verb.matches(METHODS)) {
            String requestName = span.name.isEmpty() ? method : upper;
            return path.isEmpty() ? requestName : requestName + " " + path;
        }
        return verb.matches(METHODS) && span.name.startsWith("/", space + 1)
                ? upper + span.name.substring(space)
                : span.name;
    }

    private void target() {
        String product =
                DATABASES.stream().filter(remote::startsWith).findFirst().orElse(sql ? "sql" : "");
        if (span.kind == Kind.CLIENT && !product.isEmpty()) {
            span.attributes.store("db.system", product);
        }
        if (!remote.isEmpty()) {
            span.attributes.store("peer.service", remote);
        } else if (!remoteAddress.isEmpty()) {
            span.attributes.store("server.address", remoteAddress);
        }
    }
}
