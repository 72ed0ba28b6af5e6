package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Predicate or filter of a route of Spring Cloud Gateway, in its short form ({@code Weight=group1, 8}) or with named
 * arguments.
 *
 * @param setting the whole element
 * @param name name of the predicate or filter
 * @param arguments named arguments; absent for the short form
 * @param values arguments of the short form
 */
record GatewayElement(Setting setting, String name, Setting arguments, List<String> values) {
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    /** Copies the list. */
    GatewayElement {
        values = List.copyOf(values);
    }

    /** Parses an element. */
    static GatewayElement of(Setting setting) {
        if (setting.isMap()) {
            return new GatewayElement(
                    setting,
                    Properties.property(setting, "name").text(),
                    Properties.property(setting, "args"),
                    List.of());
        }
        String text = setting.text();
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals).strip();
        List<String> values = equals < 0
                ? List.of()
                : COMMA.splitAsStream(text.substring(equals + 1).strip()).toList();
        return new GatewayElement(setting, name, Properties.property(setting, "args"), values);
    }

    /** Returns the named argument, if it is present. */
    Optional<Setting> argument(String argument) {
        return Optional.of(Properties.property(arguments, argument)).filter(Setting::isPresent);
    }

    /** Returns the texts of all arguments, in their order. */
    List<String> texts() {
        if (!arguments.isPresent()) {
            return values;
        }
        List<String> texts = new ArrayList<>();
        arguments.entries().values().forEach(argument -> add(argument, texts));
        return texts;
    }

    private static void add(Setting argument, List<String> texts) {
        if (argument.isMap() || argument.isList()) {
            argument.entries().values().forEach(inner -> add(inner, texts));
            argument.items().forEach(inner -> add(inner, texts));
        } else {
            texts.add(argument.text());
        }
    }
}
