package dev.brownout.reference;

import dev.brownout.language.Language;
import dev.brownout.reference.Parameter.Word;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spec.effect.SettingCondition;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.Step;
import dev.brownout.typetable.TypeTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the parameters of a record for the manual. */
final class ParameterReader {
    private ParameterReader() {}

    /**
     * Returns the parameters of a record, in its order. Policies and steps have pages of their own and are only named.
     *
     * @param kind the kind it belongs to and the fields down to this record, such as {@code database.failover}
     */
    static List<Parameter> parameters(Class<?> type, String kind) {
        List<Parameter> parameters = new ArrayList<>();
        List<String> profiles = Language.profiles(kind);
        if (!profiles.isEmpty()) {
            List<Word> words = profiles.stream()
                    .map(name -> new Word(name, Language.profileSource(kind, name) + "."))
                    .toList();
            parameters.add(new Parameter(
                    "profile",
                    "one of these",
                    Optional.empty(),
                    false,
                    "Defaults of a product.",
                    Optional.empty(),
                    words,
                    List.of()));
        }
        SpecFields fields = SpecFields.of(type);
        for (SpecField field : fields.fields()) {
            Parameter parameter = parameter(field, kind);
            parameters.add(SettingCondition.of(fields, field)
                    .map(condition -> parameter.onlyWith(condition.text()))
                    .orElse(parameter));
        }
        return parameters;
    }

    static Parameter parameter(SpecField field, String kind) {
        boolean pages = listOf(field, Step.class) || listOf(field, Step.Alternative.class) || policies(field);
        List<Parameter> inner = pages
                ? List.of()
                : TypeDescriptions.inner(field.type())
                        .map(record -> parameters(record, kind + "." + field.name()))
                        .orElse(List.of());
        return new Parameter(
                field.name(),
                TypeDescriptions.words(field),
                normally(field, inner),
                !field.isOptional(),
                field.sentence(),
                field.source(),
                words(field),
                inner);
    }

    /** Returns whether a field is a list of policies. */
    static boolean policies(SpecField field) {
        return listOf(field, FilterSpec.class);
    }

    private static boolean listOf(SpecField field, Class<?> content) {
        return GenericTypes.isList(field.type()) && GenericTypes.content(field.type()) == content;
    }

    private static Optional<String> normally(SpecField field, List<Parameter> inner) {
        boolean map = GenericTypes.isMap(field.type()) || GenericTypes.isList(field.type());
        boolean empty = field.defaultText()
                .filter(text -> text.equals("{}") || text.equals("[]"))
                .isPresent();
        return empty ? Optional.of(Parameter.AS_FOLLOWS).filter(text -> !map && !inner.isEmpty()) : field.defaultText();
    }

    private static List<Word> words(SpecField field) {
        List<Word> words = new ArrayList<>();
        for (Enum<?> constant : TypeDescriptions.constants(field.type())) {
            words.add(new Word(Language.written(constant), sentence(constant)));
        }
        for (Class<?> choice : TypeDescriptions.choices(field.type())) {
            words.add(new Word(form(choice), SpecFields.of(choice).sentence()));
        }
        return words;
    }

    /** Returns the form of a choice: its example if a parameter is a map, which a call cannot contain, else a call. */
    private static String form(Class<?> choice) {
        SpecFields fields = SpecFields.of(choice);
        if (fields.hasMap()) {
            return TypeTables.table(choice).annotation(Example.class).value();
        }
        String arguments = fields.names().isEmpty() ? "" : "(" + String.join(" ", fields.names()) + ")";
        return fields.kind().orElseThrow() + arguments;
    }

    private static String sentence(Enum<?> constant) {
        Doc doc = TypeTables.table(constant.getDeclaringClass()).ofConstant(constant.name(), Doc.class);
        return doc == null ? "" : doc.value();
    }
}
