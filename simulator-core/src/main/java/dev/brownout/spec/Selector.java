package dev.brownout.spec;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names part of the system: {@code web}, {@code web/2}, {@code db/primary}, {@code db/replica-*},
 * {@code region/us-east}, {@code link/us-east~us-west}, {@code key/bieber}.
 *
 * @param head the name of a component, or the word of another {@link Head}
 * @param parts what follows, slash by slash; empty for the whole
 */
@Kind("selector")
public record Selector(String head, List<String> parts) {
    /** Behind a component the word for any one of its machines, drawn when it is needed. */
    public static final String ANY = "any";

    /** Behind a component the word for those of its machines that do not answer when it is needed. */
    public static final String DOWN = "down";

    /** What a selector can begin with. */
    public enum Head {
        /** The name of a component, which has no word of its own. */
        COMPONENT(
                "", true, "a component, one of its machines by number or role, some of them, those that are down", """
                - at 1m: slow web/1 x10 for 10s
                - at 2m: crash db/replica-* for 10s
                - at 3m: pause web/any for 10s
                - at 4m: replace web/down
                """),
        /** All requests, or all components, together. */
        ALL("all", false, "all requests or all components together", "all.cost_per_hour <= $2/h"),
        /** A region by its name. */
        REGION("region", true, "a region", "- at 4m: power-off region/east for 10s as outage\n"),
        /** A zone of a region by its name. */
        ZONE("zone", true, "a zone", ""),
        /** The links between two regions, in both directions. */
        LINK("link", true, "a link between two regions", "- at 5m: degrade link/east~west loss=2% for 10s\n"),
        /** The requests for a key by its name. */
        KEY("key", false, "the requests for a key", "key/bieber.availability >= 99%");

        private final String word;
        private final boolean struck;
        private final String what;
        private final String example;

        Head(String word, boolean struck, String what, String example) {
            this.word = word;
            this.struck = struck;
            this.what = what;
            this.example = example;
        }

        /** How a scenario writes it; empty where the name of a component stands there. */
        public String word() {
            return word;
        }

        /** Whether faults hit such a thing; otherwise numbers alone are of it. */
        public boolean struck() {
            return struck;
        }

        /** What such a selector names, in words that stand in a sentence. */
        public String what() {
            return what;
        }

        /** How it is written: in faults where these hit such a thing, else in a relation; empty for no example. */
        public String example() {
            return example;
        }

        /** What selectors of faults name, in a sentence. */
        public static String sentence() {
            List<String> what = struckOnes().map(Head::what).toList();
            int last = what.size() - 1;
            return "Names part of the system: " + String.join(", ", what.subList(0, last)) + " or " + what.get(last)
                    + ".";
        }

        /** How faults write selectors, as a section of a scenario. */
        public static String faults() {
            return "faults:\n"
                    + struckOnes()
                            .flatMap(head -> head.example().lines())
                            .map(line -> "  " + line + "\n")
                            .collect(Collectors.joining());
        }

        private static Stream<Head> struckOnes() {
            return Stream.of(values()).filter(Head::struck);
        }

        /** The words that stand where the name of a component could stand. */
        public static List<String> words() {
            return Stream.of(values()).map(Head::word).filter(w -> !w.isEmpty()).toList();
        }
    }

    /** Takes the list as it is now. */
    public Selector {
        parts = List.copyOf(parts);
    }

    /** What it begins with. */
    public Head begins() {
        for (Head one : Head.values()) {
            if (one.word().equals(head)) {
                return one;
            }
        }
        return Head.COMPONENT;
    }

    /** Whether a part with {@code *} in it matches a node's name; {@code *} and {@code any} match all. */
    public static boolean matches(String part, String node) {
        int star = part.indexOf('*');
        if (star < 0) {
            return part.equals(ANY) || part.equals(node);
        }
        String head = part.substring(0, star);
        String tail = part.substring(star + 1);
        return node.length() >= head.length() + tail.length() && node.startsWith(head) && node.endsWith(tail);
    }

    /** The same in words: {@code region east}, {@code one of web}, and a machine by its name. */
    public String words() {
        if (begins() != Head.COMPONENT) {
            return (head + " " + String.join("/", parts)).strip();
        }
        return parts.equals(List.of(ANY)) ? "one of " + head : toString();
    }

    /** The selector as it is written. */
    @Override
    public String toString() {
        return parts.isEmpty() ? head : head + "/" + String.join("/", parts);
    }
}
