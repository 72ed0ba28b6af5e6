package dev.brownout.spec;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Selector of a part of the system: {@code web}, {@code web/2}, {@code web/us-east}, {@code db/primary},
 * {@code db/replica-*}, {@code region/us-east}, {@code zone/us-east/a}, {@code link/us-east~us-west},
 * {@code key/bieber}.
 *
 * @param head name of a component, or the keyword of another {@link Head}
 * @param parts parts after the head, separated by slashes; empty for the whole
 */
@Kind("selector")
public record Selector(String head, List<String> parts) {
    /** Keyword after a component for any one of its instances, chosen at random when the selector is resolved. */
    public static final String ANY = "any";

    /** Keyword after a component for its instances that are down when the selector is resolved. */
    public static final String DOWN = "down";

    /** Types of selectors, by their first part. */
    public enum Head {
        /** A component by its name, without a keyword. */
        COMPONENT(
                "",
                true,
                "a component, one of its nodes by number or role, several nodes, those in a region, or those that are"
                        + " down",
                """
                - at 1m: slow web/1 x10 for 10s
                - at 2m: crash db/replica-* for 10s
                - at 3m: pause web/any for 10s
                - at 3m: slow web/east x2 for 10s
                - at 4m: replace web/down
                """),
        /** The requests, or the components, of the whole scenario together. */
        ALL("all", false, "all requests or all components together", "all.cost_per_hour <= $2/h"),
        /** A region by its name. */
        REGION("region", true, "a region", "- at 4m: power-off region/east for 10s as outage\n"),
        /** A zone of all regions by its name, or of one region by the names of both. */
        ZONE("zone", true, "a zone of all regions or of one", "- at 4m: power-off zone/east/a for 10s\n"),
        /** The links between two regions, in both directions. */
        LINK("link", true, "a link between two regions", "- at 5m: degrade link/east~west loss=2% for 10s\n"),
        /** The requests for a key by its name. */
        KEY("key", false, "the requests for a key", "key/bieber.availability >= 99%");

        private final String word;
        private final boolean faultTarget;
        private final String description;
        private final String example;

        Head(String word, boolean faultTarget, String name, String example) {
            this.word = word;
            this.faultTarget = faultTarget;
            this.description = name;
            this.example = example;
        }

        /** Returns the keyword in a scenario; empty for the name of a component. */
        public String word() {
            return word;
        }

        /** Returns whether faults can target this type; otherwise only metrics refer to it. */
        public boolean isFaultTarget() {
            return faultTarget;
        }

        /** Returns a description of the selected part, for use in a sentence. */
        public String description() {
            return description;
        }

        /** Returns an example: fault entries if faults can target this type, else an assertion; empty for none. */
        public String example() {
            return example;
        }

        /** Returns a sentence that describes the selectors of faults. */
        public static String sentence() {
            List<String> names = faultTargets().map(Head::description).toList();
            int last = names.size() - 1;
            return "Names part of the system: " + String.join(", ", names.subList(0, last)) + ", or " + names.get(last)
                    + ".";
        }

        /** Returns a section of a scenario with example selectors of faults. */
        public static String faults() {
            return "faults:\n"
                    + faultTargets()
                            .flatMap(head -> head.example().lines())
                            .map(line -> "  " + line + "\n")
                            .collect(Collectors.joining());
        }

        private static Stream<Head> faultTargets() {
            return Stream.of(values()).filter(Head::isFaultTarget);
        }

        /** Returns the keywords that can stand in place of a component name. */
        public static List<String> words() {
            return Stream.of(values()).map(Head::word).filter(w -> !w.isEmpty()).toList();
        }
    }

    /** Copies the list. */
    public Selector {
        parts = List.copyOf(parts);
    }

    /** Returns the type of the selector. */
    public Head begins() {
        for (Head one : Head.values()) {
            if (one.word().equals(head)) {
                return one;
            }
        }
        return Head.COMPONENT;
    }

    /** Returns whether it selects the hosts of a region or of a zone, of all components. */
    public boolean ofPlace() {
        return begins() == Head.REGION || begins() == Head.ZONE;
    }

    /**
     * Returns whether a part, with at most one {@code *}, matches the name of a node. {@code *} and {@code any} match
     * each name.
     */
    public static boolean matches(String part, String node) {
        int star = part.indexOf('*');
        if (star < 0) {
            return part.equals(ANY) || part.equals(node);
        }
        String head = part.substring(0, star);
        String tail = part.substring(star + 1);
        return node.length() >= head.length() + tail.length() && node.startsWith(head) && node.endsWith(tail);
    }

    /** Returns the selector in words: {@code region east}, {@code one of web}, or the name of an instance. */
    public String words() {
        if (begins() != Head.COMPONENT) {
            return (head + " " + String.join("/", parts)).strip();
        }
        return parts.equals(List.of(ANY)) ? "one of " + head : toString();
    }

    /** Returns the selector as written in a scenario. */
    @Override
    public String toString() {
        return parts.isEmpty() ? head : head + "/" + String.join("/", parts);
    }
}
