package dev.brownout.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.brownout.language.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Holds scenarios against the schema, with a validator that is not ours. */
public final class Validator {
    private final com.networknt.schema.Schema schema;

    /** Takes the schema of the scenarios about the kinds of a vocabulary. */
    public Validator(Vocabulary vocabulary) {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(json(Schema.text(vocabulary)));
    }

    /** What is wrong with a scenario, as {@code /components/web: message}; throws YAMLException where it is no YAML. */
    public List<String> problems(String yaml) {
        return schema.validate(EditorYaml.read(yaml)).stream()
                .map(Error::toString)
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
