package dev.brownout.importing.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A part of a system: what it is, what is said of it, and whom it calls. */
public final class SystemPart {
    /**
     * A value and where it comes from.
     *
     * @param value as the language writes it
     * @param origin in words
     */
    record SourcedValue(String value, String origin) {}

    /**
     * A number and where it comes from.
     *
     * @param number of machines, or of processors
     * @param origin in words; empty where nothing is said
     */
    record Amount(double number, String origin) {
        boolean told() {
            return !origin.isEmpty();
        }
    }

    private final String name;
    private final Role role;
    private final String origin;
    private final Map<String, SourcedValue> settings = new LinkedHashMap<>();
    private final Map<String, String> calls = new LinkedHashMap<>();
    private String entered = "";
    private Optional<InfrastructureProduct> beside = Optional.empty();
    private Amount nodes = new Amount(1, "");
    private Amount cpus = new Amount(0, "");

    /**
     * A part.
     *
     * @param name a name of the language
     * @param role what it is to the others
     * @param origin why it is taken for that
     */
    public SystemPart(String name, Role role, String origin) {
        this.name = name;
        this.role = role;
        this.origin = origin;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** What it is to the others. */
    public Role role() {
        return role;
    }

    /** Why it is taken for what it is. */
    String origin() {
        return origin;
    }

    /** The same part, taken for a server: nothing that was said of it as something else stays. */
    SystemPart asServer(String why) {
        SystemPart part = new SystemPart(name, Role.SERVER, why);
        part.calls.putAll(calls);
        part.entered = entered;
        part.beside = beside;
        part.nodes = nodes;
        part.cpus = cpus;
        return part;
    }

    /**
     * Says something of it.
     *
     * @param path where it stands in the component, such as {@code health.every}
     * @param value as the language writes it
     * @param from where it comes from
     */
    public void say(String path, String value, String from) {
        settings.put(path, new SourcedValue(value, from));
    }

    /** Whether something was said at a path. */
    public boolean says(String path) {
        return settings.containsKey(path);
    }

    /** Says how many machines it has. */
    public void nodes(long number, String from) {
        nodes = new Amount(number, from);
    }

    /** How many machines it has. */
    public long nodes() {
        return (long) nodes.number();
    }

    /** How many machines it has, and who says so. */
    Amount machines() {
        return nodes;
    }

    /** Says how many processors each of its machines may use, which may be a part of one. */
    public void cpus(double number, String from) {
        cpus = new Amount(number, from);
    }

    /** How many processors each of its machines may use. */
    Amount cpus() {
        return cpus;
    }

    /** Says that it calls another one; the first origin counts. */
    public void calls(String other, String from) {
        if (!other.equals(name)) {
            calls.putIfAbsent(other, from);
        }
    }

    /** Lets its calls of one part go to another one, and says whether there were any. */
    public boolean redirects(String from, String to) {
        String why = calls.remove(from);
        if (why != null) {
            calls(to, why);
        }
        return why != null;
    }

    /** Says that it stands beside requests, if it does. */
    public void beside(Optional<InfrastructureProduct> what) {
        beside = what;
    }

    /** Whether it stands beside requests. */
    Optional<InfrastructureProduct> beside() {
        return beside;
    }

    /** Says that users come in here. */
    public void entered(String from) {
        entered = from;
    }

    /** Why users come in here; empty where they do not. */
    public String entered() {
        return entered;
    }

    /** Whom it calls, and why that is thought. */
    public Map<String, String> calls() {
        return Collections.unmodifiableMap(calls);
    }

    /** What is said of it, by paths. */
    Map<String, SourcedValue> settings() {
        return Collections.unmodifiableMap(settings);
    }
}
