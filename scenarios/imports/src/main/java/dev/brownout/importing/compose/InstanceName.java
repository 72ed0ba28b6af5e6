package dev.brownout.importing.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of the instances of one service, such as {@code api1} and {@code api2}, or {@code web-a} and {@code web-b}. */
final class InstanceName {
    private static final Pattern SEPARATOR = Pattern.compile("[-_.]");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern LETTER = Pattern.compile("[a-z]");

    /** Words that number the instances of a service. */
    private static final List<String> ORDINALS = List.of(
            "one",
            "two",
            "three",
            "four",
            "first",
            "second",
            "third",
            "blue",
            "green",
            "red",
            "left",
            "right",
            "foo",
            "bar",
            "alpha",
            "beta",
            "main",
            "backup",
            "primary",
            "secondary",
            "stable",
            "canary");

    /** Words for the roles of the nodes of a replicated database. */
    private static final List<String> ROLES = List.of(
            "primary",
            "master",
            "leader",
            "source",
            "main",
            "rw",
            "replica",
            "slave",
            "secondary",
            "standby",
            "follower",
            "read",
            "ro",
            "readonly",
            "replicas");

    private InstanceName() {}

    /** Returns the common part of the instance names of a service. */
    static String base(String name) {
        return exclude(name, ORDINALS);
    }

    /** Returns the common part of the node names of a replicated database. */
    static String cluster(String name) {
        return exclude(name, ROLES);
    }

    /** Returns whether a name says that the node is the primary of a replicated database. */
    static boolean primary(String name) {
        return List.of(SEPARATOR.split(name.toLowerCase(Locale.ROOT), -1)).stream()
                .anyMatch(word -> ROLES.indexOf(word) >= 0 && ROLES.indexOf(word) <= ROLES.indexOf("rw"));
    }

    private static String exclude(String name, List<String> words) {
        List<String> kept = new ArrayList<>();
        for (String word : SEPARATOR.split(name, -1)) {
            String plain = DIGITS.matcher(word).replaceAll("");
            String lower = plain.toLowerCase(Locale.ROOT);
            boolean ordinal = plain.isEmpty()
                    || words.contains(lower)
                    || LETTER.matcher(lower).matches();
            if (!ordinal) {
                kept.add(plain);
            }
        }
        if (kept.isEmpty()) {
            String plain = DIGITS.matcher(name).replaceAll("");
            return plain.isEmpty() ? name : plain;
        }
        return String.join(name.contains("_") ? "_" : "-", kept);
    }
}
