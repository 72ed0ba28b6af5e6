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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the readers of the language know besides the records of the core, for its manual and its schema. */
public final class Language {
    /** Words that cannot be the name of a component, beside those of the sections. */
    public static final List<String> RESERVED = DeclaredNames.RESERVED;

    /** Words that no name may be: the reserved ones and those of the sections. */
    public static final Set<String> WORDS = Collections.unmodifiableSet(
            Section.words(LanguageDefinition.standard().sections()));

    /** What a chart can be drawn by. */
    public static final List<String> GROUPINGS = RelationParser.BY;

    /** A component, with what any may say besides the parameters and policies of its kind. */
    public static final SectionShape.Component COMPONENT = ComponentsSection.COMPONENT;

    /** A fault, with what any may say besides the arguments of its verb. */
    public static final SectionShape.Fault FAULT = FaultParser.FAULT;

    /** What can stand beside the verb of a step. */
    public static final Class<?> STEP_OPTIONS = StepOptions.class;

    /** What can stand beside the verb of any step, those too that call nobody. */
    public static final String BESIDE_EVERY_STEP = StepReader.WHEN;

    private static final Profiles PROFILES = Profiles.shipped();

    private Language() {}

    /** What the texts of a file may hold and how long they may be, in sentences. */
    public static List<String> limits() {
        return List.of(
                "A file has at most " + YamlReader.MOST_CHARACTERS + " characters, in at most " + YamlReader.MOST_DEPTH
                        + " levels; a name or another key at most " + TextLimits.MOST_OF_A_NAME + ", a value at most "
                        + TextLimits.MOST_OF_A_VALUE + ".",
                "Characters that do not show themselves are refused: control characters but for ends of lines and tabs,"
                        + " those that turn the direction of a text, and those that take no place. A name shows at"
                        + " least one character.");
    }

    /** The kinds, and nested records of kinds, that have profiles: {@code server}, {@code database.failover}. */
    public static List<String> profiled() {
        return PROFILES.kinds();
    }

    /** The profiles of a kind or of a nested record of one, such as {@code database.failover}. */
    public static List<String> profiles(String kind) {
        return PROFILES.names(kind);
    }

    /** Where the settings of a profile come from. */
    public static String profileSource(String kind, String name) {
        return PROFILES.source(kind, name);
    }

    /** Of which version of the product the settings of a profile are. */
    public static String profileVersion(String kind, String name) {
        return PROFILES.version(kind, name);
    }

    /** The settings of a profile by their paths below the kind. */
    public static Map<String, String> profileSettings(String kind, String name) {
        return PROFILES.settings(kind, name);
    }

    /** How a scenario writes a constant: in kebab-case. */
    public static String written(Enum<?> constant) {
        return ScalarParser.written(constant);
    }

    /** What the values of a distribution are: sizes or durations. */
    public static Dimension ofLaw(SpecField field) {
        return ScalarParser.ofLaw(field);
    }

    /** The units in which amounts of a dimension are written; none for bare numbers. */
    public static List<String> units(Dimension dimension) {
        return UnitParser.names(dimension);
    }

    /** A regular expression that is true of amounts of a dimension, and of little else. */
    public static String pattern(Dimension dimension) {
        return UnitParser.pattern(dimension);
    }

    /** An amount of a dimension's base unit as a scenario writes it. */
    public static String write(double value, Dimension dimension) {
        return UnitParser.write(new Amount(java.math.BigDecimal.valueOf(value), dimension));
    }
}
