package dev.brownout.cli;

import dev.brownout.experiment.catalog.ExperimentCatalog;
import dev.brownout.experiment.spec.CommandForm;
import dev.brownout.experiment.spec.ExperimentOption;
import dev.brownout.experiment.spec.ExperimentSpec;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.SpecFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The functions of the Python package have the options of the records of the experiments. */
@Tag("once")
class PythonFunctionsTest {
    private static final Path FILE = Path.of("../python/src/brownout/_functions.py");
    private static final int WIDTH = 120;

    @Test
    void functionsHaveTheOptionsOfTheRecords() throws IOException {
        GeneratedFiles.requireEqual(
                FILE,
                file(),
                "mvn -pl scenarios/cli -am test -Dtest=PythonFunctionsTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dbrownout.write=true");
    }

    private static String file() {
        TreeSet<String> results = ExperimentCatalog.ALL.stream()
                .map(type -> form(type).result())
                .collect(Collectors.toCollection(TreeSet::new));
        return """
                \"""The experiments as functions. PythonFunctionsTest writes this file from their records.\"""

                from __future__ import annotations

                from typing import TYPE_CHECKING, Any, Optional

                from brownout._commands import experiment
                from brownout._experiments import (
                    %s,
                )
                from brownout._options import ExperimentOptions, Names, accepts, flag, joined, option, repeated
                from brownout._program import SUCCESS, VIOLATED
                from brownout._scenario import Scenario, variations

                if TYPE_CHECKING:
                    from typing_extensions import Unpack
                """.formatted(String.join(",\n    ", results))
                + ExperimentCatalog.ALL.stream()
                        .map(PythonFunctionsTest::function)
                        .collect(Collectors.joining());
    }

    private static CommandForm form(Class<? extends ExperimentSpec> type) {
        return type.getAnnotation(CommandForm.class);
    }

    private static String function(Class<? extends ExperimentSpec> type) {
        String name = SpecFields.kind(type).orElseThrow();
        boolean two = form(type).mostScenarios() > 1;
        List<ExperimentOption> options = ExperimentOption.of(type).stream()
                .filter(option -> !option.form().textOnly())
                .toList();
        List<ExperimentOption> ordered = new ArrayList<>();
        options.stream().filter(PythonFunctionsTest::isPath).forEach(ordered::add);
        int positional = ordered.size();
        options.stream().filter(option -> !isPath(option)).forEach(ordered::add);

        List<String> parameters = new ArrayList<>(List.of("scenario: Scenario"));
        List<String> documentation =
                new ArrayList<>(List.of("scenario: path, name in the library, YAML text of several lines, or dict"));
        if (two) {
            parameters.add("other: Optional[Scenario] = None");
            documentation.add("other: second scenario; default: the variants of the first are compared");
        }
        List<String> words = new ArrayList<>();
        for (ExperimentOption option : ordered) {
            if (words.size() == positional) {
                parameters.add("*");
            }
            parameters.add(parameter(option));
            documentation.add(documentation(option, options));
            words.add(words(option));
        }
        parameters.add("**options: Unpack[ExperimentOptions]");
        String exitCodes = form(type).violated().isEmpty() ? "(SUCCESS,)" : "(SUCCESS, VIOLATED)";
        return "\n\n@accepts(ExperimentOptions)\ndef " + name + "(\n"
                + lines(parameters, "    %s,\n") + ") -> " + form(type).result() + ":\n"
                + "    \"\"\"" + SpecFields.of(type).sentence() + "\n\n    Args:\n"
                + documentation.stream().map(PythonFunctionsTest::wrapped).collect(Collectors.joining())
                + "\n    Raises:\n"
                + "        BrownoutError: if the scenario or an argument is invalid, or the program fails\n"
                + "    \"\"\"\n"
                + (two ? "    scenarios = [scenario] if other is None else [scenario, other]\n" : "")
                + "    words = [\n" + lines(words, "        *%s,\n") + "    ]\n"
                + "    return experiment(" + form(type).result() + ", \"" + name + "\", "
                + (two ? "scenarios" : "[scenario]") + ", words, options, " + exitCodes + ")\n";
    }

    private static String lines(List<String> items, String format) {
        return items.stream().map(format::formatted).collect(Collectors.joining());
    }

    /** Returns whether the value is a setting with its values, which a program gives as a dict. */
    private static boolean isPath(ExperimentOption option) {
        return option.form().value().startsWith("PATH");
    }

    private static String name(ExperimentOption option) {
        return option.commandName().replaceFirst("^-+", "").replace('-', '_');
    }

    private static String parameter(ExperimentOption option) {
        if (option.isFlag()) {
            return name(option) + ": bool = False";
        }
        String functionDefault = option.form().functionDefault();
        if (isPath(option)) {
            return name(option) + ": Any"
                    + (!functionDefault.isEmpty()
                            ? " = \"" + functionDefault + "\""
                            : option.isRequired() ? "" : " = None");
        }
        String type = option.isList()
                ? "Names"
                : Map.of(int.class, "int", Integer.class, "int", String.class, "str")
                        .getOrDefault(option.valueType(), "Any");
        return name(option) + ": Optional[" + type + "] = None";
    }

    private static String documentation(ExperimentOption option, List<ExperimentOption> all) {
        Map<String, String> names =
                all.stream().collect(Collectors.toMap(ExperimentOption::name, other -> "``" + name(other) + "``"));
        boolean optional = GenericTypes.isOptional(option.field().type());
        return name(option) + ": " + option.description(names::get)
                + option.field()
                        .defaultText()
                        .filter(text -> !optional)
                        .map(text -> "; default: " + text)
                        .orElse("");
    }

    private static String words(ExperimentOption option) {
        String value = isPath(option) ? "variations(" + name(option) + ")" : name(option);
        String command = "\"" + option.commandName() + "\", ";
        if (option.isFlag()) {
            return "flag(" + command + value + ")";
        }
        if (!option.form().separator().isEmpty()) {
            return "option(" + command + "joined(" + value + "))";
        }
        return (option.isList() || isPath(option) ? "repeated(" : "option(") + command + value + ")";
    }

    /** Returns a line of the section of the arguments, wrapped. */
    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        String line = "        ";
        for (String word : List.of(text.split(" ", -1))) {
            if (line.length() + word.length() > WIDTH) {
                lines.append(line.stripTrailing()).append('\n');
                line = "            ";
            }
            line += word + " ";
        }
        return lines.append(line.stripTrailing()).append('\n').toString();
    }
}
