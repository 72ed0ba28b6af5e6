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
    /** Message queue, which stores messages until a consumer processes them. */
    QUEUE("queue");

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
}
