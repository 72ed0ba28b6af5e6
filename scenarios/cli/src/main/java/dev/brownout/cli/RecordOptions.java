package dev.brownout.cli;

import dev.brownout.experiment.spec.ExperimentOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options of a command that the components of a record describe.
 *
 * @param <R> the record
 */
final class RecordOptions<R> {
    /** End of the first sentence of a description, before its default. */
    private static final Pattern END_OF_SENTENCE = Pattern.compile("\\. |; default: |$");

    private final Class<R> type;
    private final Map<String, ExperimentOption> options = new LinkedHashMap<>();
    private final Map<String, OptionSpec> specs = new LinkedHashMap<>();

    /** Adds the options of a record to a command. */
    RecordOptions(Class<R> type, CommandSpec command) {
        this.type = type;
        ExperimentOption.of(type).forEach(option -> options.put(option.name(), option));
        options.forEach((name, option) -> specs.put(name, spec(option)));
        specs.values().forEach(command::addOption);
    }

    private OptionSpec spec(ExperimentOption option) {
        OptionSpec.Builder spec = OptionSpec.builder(option.commandName())
                .description(description(option).replace("%", "%%"));
        if (option.isFlag()) {
            return spec.type(boolean.class).build();
        }
        spec.paramLabel(option.form().value()).arity("1").required(option.isRequired());
        if (option.isList()) {
            spec.type(List.class)
                    .auxiliaryTypes(String.class)
                    .splitRegex(option.form().separator());
        } else {
            spec.type(String.class);
        }
        return spec.build();
    }

    private String description(ExperimentOption option) {
        boolean repeated = option.isList() && option.form().separator().isEmpty();
        String sentence = option.description(this::name);
        return (repeated ? END_OF_SENTENCE.matcher(sentence).replaceFirst("; may be repeated$0") : sentence)
                + option.field().defaultText().map(text -> "; default: " + text).orElse("");
    }

    /** Returns the name of an option on the command line. */
    String name(String option) {
        return options.get(option).commandName();
    }

    /** Returns the names of the options that the command line has. */
    List<String> given() {
        return List.copyOf(texts().keySet());
    }

    private Map<String, List<String>> texts() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        specs.forEach((name, spec) -> {
            Object value = spec.getValue();
            if (value instanceof List<?> list) {
                texts.put(name, list.stream().map(String.class::cast).toList());
            } else if (value instanceof String text) {
                texts.put(name, List.of(text));
            } else if (Boolean.TRUE.equals(value)) {
                texts.put(name, List.of(""));
            }
        });
        return texts;
    }

    /**
     * Returns the record of a parsed command line.
     *
     * @throws dev.brownout.sentence.InvalidValueException if a value is invalid
     */
    R read() {
        return ExperimentOption.read(type, texts(), ExperimentOption::commandName);
    }
}
