package dev.brownout.language;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.FaultParser;
import dev.brownout.language.binding.Profiles;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.binding.StepOptions;
import dev.brownout.language.binding.StepReader;
import dev.brownout.language.parse.Amount;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.RelationParser;
import dev.brownout.language.parse.ScalarParser;
import dev.brownout.language.parse.UnitParser;
import dev.brownout.language.section.ComponentsSection;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.language.section.Section;
import dev.brownout.language.yaml.TextLimits;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.spec.SpecField;
import dev.brownout.spi.Step;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Facts about the scenario language beyond the records of the simulator core, for the manual and the schema. */
public final class Language {
    /** Words that cannot be the name of a component, in addition to those of the sections. */
    public static final List<String> RESERVED = DeclaredNames.RESERVED;

    /** Words that no name may be: the reserved words and those of the sections. */
    public static final Set<String> WORDS = Collections.unmodifiableSet(
            Section.reservedWords(LanguageDefinition.standard().sections()));

    /** Groupings that a chart supports. */
    public static final List<String> GROUPINGS = RelationParser.BY;

    /** Shape of a component, with the keys that are allowed in addition to the parameters and policies of its kind. */
    public static final SectionShape.Component COMPONENT = ComponentsSection.COMPONENT;

    /** Shape of a fault, with the keys that are allowed in addition to the arguments of its verb. */
    public static final SectionShape.Fault FAULT = FaultParser.FAULT;

    /** Record of the options that may be written beside the verb of a step. */
    public static final Class<?> STEP_OPTIONS = StepOptions.class;

    /** Key that may be written beside the verb of any step, including a step that calls no component. */
    public static final String COMMON_STEP_KEY = StepReader.WHEN;

    private static final Profiles PROFILES = Profiles.shippedInstance();

    private Language() {}

    /** Returns the limits on characters and lengths of texts in a file, as sentences. */
    public static List<String> limits() {
        return List.of(
                "A file has at most " + YamlReader.MOST_CHARACTERS + " characters, in at most " + YamlReader.MOST_DEPTH
                        + " levels; a name or another key at most " + TextLimits.MOST_OF_A_NAME + ", a value at most "
                        + TextLimits.MOST_OF_A_VALUE + ".",
                "Invisible characters are refused: control characters except line ends and tabs, "
                        + "characters that change the text direction, and characters without width. A name has "
                        + "at least one visible character.");
    }

    /**
     * Returns the kinds, and nested records of kinds, that have profiles, such as {@code server} and
     * {@code database.failover}.
     */
    public static List<String> profiled() {
        return PROFILES.kinds();
    }

    /**
     * Returns the names of the profiles of a kind or of a nested record of a kind, such as {@code database.failover}.
     */
    public static List<String> profiles(String kind) {
        return PROFILES.names(kind);
    }

    /** Returns the source of the settings of a profile. */
    public static String profileSource(String kind, String name) {
        return PROFILES.source(kind, name);
    }

    /** Returns the version of the product that the settings of a profile belong to. */
    public static String profileVersion(String kind, String name) {
        return PROFILES.version(kind, name);
    }

    /** Returns version, date and result of the trials of a profile beside the running product; empty without trials. */
    public static Optional<String> profileMeasured(String kind, String name) {
        return PROFILES.measured(kind, name);
    }

    /** Returns the settings of a profile by their paths below the kind. */
    public static Map<String, String> profileSettings(String kind, String name) {
        return PROFILES.settings(kind, name);
    }

    /** Returns the names of the options that are allowed beside the verb of a kind of step, in their order. */
    public static List<String> stepOptions(Class<? extends Step> type) {
        return StepReader.options(type);
    }

    /** Returns a constant as a scenario writes it, in kebab-case. */
    public static String written(Enum<?> constant) {
        return ScalarParser.written(constant);
    }

    /** Returns the dimension of the values of a distribution: size or duration. */
    public static Dimension ofLaw(SpecField field) {
        return ScalarParser.ofLaw(field);
    }

    /** Returns the units in which amounts of a dimension are written; none for bare numbers. */
    public static List<String> units(Dimension dimension) {
        return UnitParser.names(dimension);
    }

    /** Returns a regular expression that matches amounts of a dimension, and little else. */
    public static String pattern(Dimension dimension) {
        return UnitParser.pattern(dimension);
    }

    /** Returns an amount, given in the base unit of a dimension, as a scenario writes it. */
    public static String write(double value, Dimension dimension) {
        return UnitParser.write(new Amount(java.math.BigDecimal.valueOf(value), dimension));
    }
}
