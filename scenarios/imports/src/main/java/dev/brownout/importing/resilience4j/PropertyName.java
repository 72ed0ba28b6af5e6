package dev.brownout.importing.resilience4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Name of a property as a list of elements. An index of a list is an element such as {@code [0]}.
 *
 * @param elements elements in their spelling in the file
 * @see <a href="https://docs.spring.io/spring-boot/reference/features/external-config.html">Spring Boot, relaxed
 *     binding</a>
 */
record PropertyName(List<String> elements) {
    /** Copies the list. */
    PropertyName {
        elements = List.copyOf(elements);
    }

    /** Returns the name of a key. Dots separate its elements, and text in brackets is one element. */
    static PropertyName of(String key) {
        List<String> all = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            int close = c == '[' ? key.indexOf(']', i) : -1;
            if (close > 0) {
                add(all, element);
                String inner = key.substring(i + 1, close);
                all.add(isNumber(inner) ? "[" + inner + "]" : inner);
                i = close;
            } else if (c == '.') {
                add(all, element);
            } else {
                element.append(c);
            }
        }
        add(all, element);
        return new PropertyName(all);
    }

    /**
     * Returns the name of a property that an environment variable sets, such as {@code SERVER_TOMCAT_THREADS_MAX}.
     * Underscores separate its elements, and numbers are indexes.
     */
    static PropertyName ofVariable(String variable) {
        List<String> all = new ArrayList<>();
        for (String element : variable.toLowerCase(Locale.ROOT).split("_", -1)) {
            if (!element.isEmpty()) {
                all.add(isNumber(element) ? "[" + element + "]" : element);
            }
        }
        return new PropertyName(all);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static void add(List<String> all, StringBuilder element) {
        if (element.length() > 0) {
            all.add(element.toString());
            element.setLength(0);
        }
    }

    /** Returns the name of a property below this one. */
    PropertyName plus(PropertyName below) {
        List<String> all = new ArrayList<>(elements);
        all.addAll(below.elements);
        return new PropertyName(all);
    }

    /** Returns the name of an item of this list. */
    PropertyName item(int index) {
        return plus(new PropertyName(List.of("[" + index + "]")));
    }

    /** Returns the elements in the form in which Spring Boot compares them. */
    List<String> uniform() {
        return elements.stream().map(PropertyName::uniform).toList();
    }

    /** Returns an element in lower case, without hyphens and underscores. */
    static String uniform(String element) {
        return element.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    /** Returns whether an element is an index of a list. */
    static boolean isIndex(String element) {
        return element.startsWith("[") && element.endsWith("]") && isNumber(element.substring(1, element.length() - 1));
    }

    /** Returns the elements, separated by dots. */
    String text() {
        return String.join(".", elements).replace(".[", "[");
    }
}
