package dev.brownout.messages;

import dev.brownout.messages.SourceCode.Call;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Forms of the messages that sources create. A method that passes one of its parameters on as a message, or as a part
 * of one, is a source of messages itself.
 */
final class MessageForms {
    private static final Pattern WORD = Pattern.compile("[a-z]");

    private final SourceCode code;
    private final TextForms texts;

    /** Forms around a parameter of a method that becomes a message, by the key of the method. */
    private final Map<String, Map<Integer, Set<String>>> relays = new LinkedHashMap<>();

    /** Names of the methods with relays. */
    private final Set<String> names = new LinkedHashSet<>();

    private final Map<String, String> found = new TreeMap<>();
    private boolean changed;

    private MessageForms(SourceCode code, TextForms texts) {
        this.code = code;
        this.texts = texts;
    }

    /**
     * Returns the forms of all messages, each with the file that creates it.
     *
     * @param sinks names of the methods and constructors with a message among their arguments
     */
    static Map<String, String> of(SourceCode code, TextForms texts, Set<String> sinks) {
        MessageForms forms = new MessageForms(code, texts);
        for (Call call : code.calls()) {
            if (sinks.contains(call.name())) {
                call.arguments()
                        .forEach(argument -> texts.of(argument, call.scope()).forEach(form -> forms.add(call, form)));
            }
        }
        do {
            forms.changed = false;
            code.calls().forEach(forms::relay);
        } while (forms.changed);
        return forms.found;
    }

    private void relay(Call call) {
        if (!names.contains(call.name())) {
            return;
        }
        String key =
                SourceCode.key(code.target(call), call.name(), call.arguments().size());
        Map.copyOf(relays.getOrDefault(key, Map.of())).forEach((number, around) -> {
            for (String value : texts.of(call.arguments().get(number), call.scope())) {
                boolean sentence = value.contains(" ")
                        || value.contains(TextForms.parameter(number).substring(0, 1));
                for (String form : Set.copyOf(around)) {
                    add(call, form.replace(TextForms.parameter(number), sentence ? value : TextForms.PLACE));
                }
            }
        });
    }

    private void add(Call call, String form) {
        for (int number : call.scope().parameters().values()) {
            if (form.contains(TextForms.parameter(number))) {
                names.add(call.caller().replaceAll("^[^.]*[.]|/.*", ""));
                Set<String> around = relays.computeIfAbsent(call.caller(), m -> new LinkedHashMap<>())
                        .computeIfAbsent(number, n -> new LinkedHashSet<>());
                changed |= around.size() < TextForms.MOST && around.add(TextForms.plain(form, number));
            }
        }
        String text = TextForms.plain(form, -1);
        if (text.contains(" ") && WORD.matcher(text).find()) {
            found.putIfAbsent(text, call.file());
        }
    }
}
