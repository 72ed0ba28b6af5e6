package dev.brownout.cli;

import dev.brownout.sentence.ExplainedFailure;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ParameterException;

/** Sentences of the errors of picocli, which has them as texts only. */
final class LibraryMessages {
    /** Forms of its messages, and of those of the converters that it quotes. The first that matches applies. */
    private static final List<String> FORMS = List.of(
            "Missing required parameter: '{}'",
            "Missing required option: '{}'",
            "Missing required parameter for option '{}' ({})",
            "Expected parameter for option '{}' but found '{}'",
            "Invalid value for option '{}' ({}): {}",
            "Invalid value for option '{}': {}",
            "Invalid value for positional parameter at index {} ({}): {}",
            "expected one of [{}] (case-sensitive) but was '{}'",
            "option '{}' ({}) should be specified only once",
            "option '{}' should be specified only once",
            "'{}' is not a whole number",
            "'{}' is too large");

    private LibraryMessages() {}

    /** Returns the sentence of an error; without a translation if its form is unknown. */
    static Sentence sentence(ParameterException wrong) {
        return wrong instanceof ExplainedFailure explained
                ? explained.sentence()
                : known(wrong.getMessage()).orElseGet(() -> Sentence.quote(wrong.getMessage()));
    }

    private static Optional<Sentence> known(String message) {
        return FORMS.stream().flatMap(form -> matched(form, message).stream()).findFirst();
    }

    private static Optional<Sentence> matched(String form, String message) {
        Matcher match = Pattern.compile("\\Q" + form.replace(Sentence.PLACE, "\\E(.+?)\\Q") + "\\E")
                .matcher(message);
        if (!match.matches()) {
            return Optional.empty();
        }
        List<Object> arguments = new ArrayList<>();
        for (int i = 1; i <= match.groupCount(); i++) {
            Optional<Sentence> inner = known(match.group(i));
            arguments.add(inner.isPresent() ? inner.get() : match.group(i));
        }
        return Optional.of(new Sentence(form, arguments));
    }
}
