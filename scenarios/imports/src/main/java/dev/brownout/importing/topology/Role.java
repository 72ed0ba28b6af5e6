package dev.brownout.importing.topology;

/** Role of a part in a system. */
public enum Role {
    /** Load balancer or proxy, which forwards calls. */
    BALANCER("load-balancer"),
    /** Traffic split, which sends a share of the calls to each of several parts. It is a choice, not a component. */
    SPLIT(""),
    /** Server, which does work and calls other parts. */
    SERVER("server"),
    /** Cache, which keeps copies of data in memory. */
    CACHE("cache"),
    /** Database, which stores data. */
    DATABASE("database"),
    /** Store of keys with replicas on several nodes. */
    STORE("store"),
    /** Message queue, which stores messages until a consumer processes them. */
    QUEUE("queue"),
    /** Topic with partitions. Each consumer group receives all messages. */
    TOPIC("topic");

    private final String kind;

    Role(String kind) {
        this.kind = kind;
    }

    /** Returns the component kind of the scenario language. */
    String kind() {
        return kind;
    }

    /** Returns whether requests pass through the part, as it has callees. */
    public boolean passes() {
        return this == BALANCER || this == SPLIT || this == SERVER;
    }

    /** Returns whether the part stores data that servers read. */
    public boolean keepsData() {
        return this == CACHE || this == DATABASE || this == STORE;
    }

    /** Returns whether servers publish messages to the part and consume them. */
    public boolean carriesMessages() {
        return this == QUEUE || this == TOPIC;
    }
}
