package dev.brownout.importing.spans;

import dev.brownout.importing.spans.ImportedSpan.Kind;
import dev.brownout.importing.spans.ImportedSpan.Store;
import dev.brownout.importing.spans.ImportedSpan.Target;
import dev.brownout.importing.system.NameAnonymizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Attributes of a span or a resource that the import uses. No other attribute is stored. The names are those of the
 * semantic conventions of OpenTelemetry (1.x: Database, Messaging, HTTP, General), their names before they were stable,
 * and those of OpenTracing.
 */
final class Attributes {
    private static final List<String> KEY_VALUE_STORES = List.of(
            "redis",
            "valkey",
            "memcached",
            "keydb",
            "dragonfly",
            "cassandra",
            "scylladb",
            "dynamodb",
            "aws.dynamodb",
            "hbase");
    private static final List<String> READS =
            List.of("select", "find", "aggregate", "count", "distinct", "search", "query", "scan", "show", "with");
    private static final List<String> READ_PREFIXES = List.of(
            "get", "mget", "hget", "hmget", "exists", "ttl", "lrange", "zrange", "smembers", "read", "batchget");
    private static final List<String> WRITES = List.of(
            "insert", "update", "delete", "upsert", "replace", "merge", "create", "drop", "alter", "truncate", "copy");
    private static final List<String> WRITE_PREFIXES = List.of(
            "set",
            "mset",
            "hset",
            "hmset",
            "del",
            "put",
            "incr",
            "decr",
            "expire",
            "add",
            "append",
            "lpush",
            "rpush",
            "sadd",
            "zadd",
            "write",
            "batchwrite",
            "findand",
            "insert",
            "update",
            "unlink");

    private final Map<String, String> values = new TreeMap<>();

    /** Returns whether an attribute is used. */
    static boolean isUsed(String key) {
        return switch (key) {
            case "service.name",
                    "service.instance.id",
                    "k8s.pod.name",
                    "hostname",
                    "host.name",
                    "span.kind",
                    "error",
                    "otel.status_code",
                    "http.status_code",
                    "http.response.status_code",
                    "http.route",
                    "db.system",
                    "db.system.name",
                    "db.type",
                    "db.name",
                    "db.namespace",
                    "db.instance",
                    "db.operation",
                    "db.operation.name",
                    "db.statement",
                    "db.query.text",
                    "messaging.system",
                    "messaging.destination",
                    "messaging.destination.name",
                    "messaging.operation",
                    "messaging.operation.type",
                    "message_bus.destination",
                    "peer.service",
                    "server.address",
                    "net.peer.name",
                    "peer.hostname" -> true;
            default -> false;
        };
    }

    /** Stores the value of a used attribute. Only the first word of the text of a query is stored. */
    void store(String key, String value) {
        boolean query = key.equals("db.statement") || key.equals("db.query.text");
        values.put(key, query ? firstWord(value) : value);
    }

    private static String firstWord(String text) {
        String trimmed = text.strip();
        int end = 0;
        while (end < trimmed.length() && Character.isLetter(trimmed.charAt(end))) {
            end++;
        }
        return trimmed.substring(0, end);
    }

    private String first(String... keys) {
        for (String key : keys) {
            String value = values.get(key);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /** Returns the service name, or an empty text if there is none. */
    String service() {
        return first("service.name");
    }

    /** Returns the name of the service instance, or an empty text if there is none. */
    String instance() {
        return first("service.instance.id", "k8s.pod.name", "hostname", "host.name");
    }

    /** Returns the span kind in Jaeger's tags. */
    Kind kind() {
        return switch (first("span.kind").toLowerCase(Locale.ROOT)) {
            case "server" -> Kind.SERVER;
            case "client" -> Kind.CLIENT;
            case "producer" -> Kind.PRODUCER;
            case "consumer" -> Kind.CONSUMER;
            default -> Kind.INTERNAL;
        };
    }

    /**
     * Returns whether the span failed. An HTTP status decides if there is one: 500 or higher is a failure. Otherwise
     * the status of the span and its error attributes decide.
     *
     * @param errorStatus whether the status of the span is an error
     */
    boolean hasFailed(boolean errorStatus) {
        String http = first("http.response.status_code", "http.status_code");
        if (http.length() == 3 && http.charAt(0) >= '1' && http.charAt(0) <= '9') {
            return http.charAt(0) >= '5';
        }
        return errorStatus
                || first("error").equals("true")
                || first("otel.status_code").equals("ERROR");
    }

    /** Returns the name of the operation. The HTTP route is appended to a span name that is only a method. */
    String operation(String name) {
        String route = first("http.route");
        boolean method = !route.isEmpty() && name.matches("(HTTP )?[A-Z]{3,7}");
        return NameAnonymizer.operation(method ? name + " " + route : name);
    }

    /** Returns whether the span only waits for messages, which is no work. */
    boolean isReceiving() {
        String operation = first("messaging.operation.type", "messaging.operation");
        return operation.equals("receive") || operation.equals("poll");
    }

    /**
     * Returns the target of a call or message of a service, or null if the span has none. The first word of
     * {@code span} is the database operation if no attribute contains one.
     */
    Target target(Kind kind, String service, String span) {
        String destination = first("messaging.destination.name", "messaging.destination", "message_bus.destination");
        if (kind == Kind.PRODUCER || kind == Kind.CONSUMER) {
            String system = first("messaging.system");
            String name = destination.isEmpty() ? system.isEmpty() ? "queue" : system : destination;
            String key = destination.isEmpty() ? system + "|" + service : destination;
            return new Target(Store.QUEUE, "queue|" + key, NameAnonymizer.operation(name), true, false);
        }
        if (kind != Kind.CLIENT) {
            return null;
        }
        String system = first("db.system.name", "db.system", "db.type").toLowerCase(Locale.ROOT);
        String address = first("peer.service", "server.address", "net.peer.name", "peer.hostname");
        if (system.isEmpty()) {
            String peer = first("peer.service");
            String name = peer.isEmpty() ? "outside" : NameAnonymizer.operation(peer);
            return new Target(Store.SERVICE, "outside|" + (address.isEmpty() ? service : address), name, false, false);
        }
        return database(system, address, service, span);
    }

    private Target database(String system, String address, String service, String span) {
        String schema = first("db.namespace", "db.name", "db.instance");
        boolean keyValue = KEY_VALUE_STORES.contains(system);
        String instance = keyValue || schema.isEmpty() ? address : schema;
        String key = system + "|" + (instance.isEmpty() ? service : instance);
        boolean copySchema = !keyValue && NameAnonymizer.isPlainWord(schema);
        String operationText = first("db.operation.name", "db.operation", "db.query.text", "db.statement");
        String operation =
                firstWord(operationText.isEmpty() ? span : operationText).toLowerCase(Locale.ROOT);
        boolean write = WRITES.contains(operation) || WRITE_PREFIXES.stream().anyMatch(operation::startsWith);
        boolean read = READS.contains(operation) || READ_PREFIXES.stream().anyMatch(operation::startsWith);
        return new Target(
                keyValue ? Store.VALUES : Store.DATABASE,
                key,
                system + (copySchema ? "-" + schema : ""),
                write,
                !write && !read);
    }
}
