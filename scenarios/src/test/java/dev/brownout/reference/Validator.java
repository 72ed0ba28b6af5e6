package dev.brownout.reference;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import dev.brownout.language.section.LanguageDefinition;
import java.util.List;

/** Validates scenarios against the JSON schema, with an independent validator. */
public final class Validator {
    /** Keywords that editors read in addition to those of the draft. */
    private static final List<String> FOR_EDITORS = List.of("errorMessage", "enumDescriptions", "defaultSnippets");

    private final com.networknt.schema.Schema schema;

    /** Creates a validator with the schema of a language definition. */
    public Validator(LanguageDefinition dialect) {
        var draft7 = com.networknt.schema.dialect.Dialect.builder(Dialects.getDraft7());
        FOR_EDITORS.forEach(keyword -> draft7.keyword(new NonValidationKeyword(keyword)));
        schema = SchemaRegistry.withDefaultDialect(draft7.build()).getSchema(Schema.text(dialect), InputFormat.JSON);
    }

    /**
     * Returns the violations of a scenario, as {@code /components/web: message}. Throws a {@code YAMLException} if the
     * text is not YAML.
     */
    public List<String> problems(String yaml) {
        return schema.validate(EditorYaml.read(yaml).toString(), InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }
}
