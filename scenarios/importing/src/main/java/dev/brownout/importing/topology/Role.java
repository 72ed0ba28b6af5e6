package dev.brownout.importing.topology;

/** What a part of a system is to the others. */
public enum Role {
    /** It passes calls on. */
    BALANCER("load-balancer"),
    /** It does work, and calls others. */
    SERVER("server"),
    /** It keeps in memory what others have. */
    CACHE("cache"),
    /** It keeps data. */
    DATABASE("database"),
    /** It keeps messages until somebody works on them. */
    QUEUE("queue");

    private final String kind;

    Role(String kind) {
        this.kind = kind;
    }

    /** The kind of component that it is. */
    String kind() {
        return kind;
    }

    /** Whether requests pass through it: it has callees of its own. */
    public boolean passes() {
        return this == BALANCER || this == SERVER;
    }
}
