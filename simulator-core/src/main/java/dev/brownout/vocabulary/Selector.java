package dev.brownout.vocabulary;

import java.util.List;

/**
 * Names part of the system: {@code web}, {@code web/2}, {@code db/primary}, {@code db/replica-*},
 * {@code region/us-east}, {@code link/us-east~us-west}, {@code key/bieber}.
 *
 * @param head the component, or one of {@code region}, {@code zone}, {@code link}, {@code key}, {@code all}
 * @param parts what follows, slash by slash; empty for the whole
 */
@Kind("selector")
@Doc("Names part of the system: a component, one of its machines by number or role, some of them, a region, a zone or a"
        + " link between two regions.")
@Example("""
        faults:
          - at 1m: slow web/1 x10 for 10s
          - at 2m: crash db/replica-* for 10s
          - at 3m: pause web/any for 10s
          - at 4m: power-off region/east for 10s as outage
          - at 5m: degrade link/east~west loss=2% for 10s
        """)
public record Selector(String head, List<String> parts) {
    /** Takes the list as it is now. */
    public Selector {
        parts = List.copyOf(parts);
    }

    /** Whether a part with {@code *} in it matches a node's name; {@code *} and {@code any} match all. */
    public static boolean matches(String part, String node) {
        int star = part.indexOf('*');
        if (star < 0) {
            return part.equals("any") || part.equals(node);
        }
        String head = part.substring(0, star);
        String tail = part.substring(star + 1);
        return node.length() >= head.length() + tail.length() && node.startsWith(head) && node.endsWith(tail);
    }

    /** The selector as it is written. */
    @Override
    public String toString() {
        return parts.isEmpty() ? head : head + "/" + String.join("/", parts);
    }
}
