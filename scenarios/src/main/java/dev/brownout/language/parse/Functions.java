package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.grammar.LanguageParser.CallContext;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.spec.FunctionSyntax;
import dev.brownout.spec.RecordFactory;
import dev.brownout.spec.SpecFields;
import dev.brownout.workload.LoadProfile;
import java.util.List;

/**
 * Parses distributions, key distributions and loads written as functions, each into the record that describes it; see
 * {@link FunctionSyntax}. A method throws {@code ValueException} if the function or its arguments are invalid.
 *
 * @param vocabulary the known functions
 * @param dimension the dimension of the values of distributions: durations or sizes
 * @param files the files with recorded values
 */
public record Functions(Vocabulary vocabulary, Dimension dimension, ReferencedFiles files) {
    /** Returns these functions with distributions of another dimension. */
    Functions of(Dimension other) {
        return new Functions(vocabulary, other, files);
    }

    Distribution distribution(CallContext call) {
        return read(vocabulary.distributions(), "law", call);
    }

    KeyPopularity keys(CallContext call) {
        return read(vocabulary.keyPopularities(), "popularity", call);
    }

    LoadProfile load(CallContext call) {
        return read(vocabulary.loads(), "load", call);
    }

    private <T> T read(List<Class<? extends FunctionSyntax<T>>> words, String description, CallContext call) {
        String name = call.name.getText();
        CallArguments arguments = CallArguments.of(call);
        Class<? extends FunctionSyntax<T>> word = Vocabulary.find(words, name)
                .orElseThrow(() -> ValueParser.wrong(
                                call.name, SpellingSuggestion.unknownChoice(description, name, Vocabulary.kinds(words)))
                        .corrected(name, Vocabulary.kinds(words)));
        try {
            List<Object> values = new FunctionArguments(SpecFields.of(word), arguments, this).values();
            return RecordFactory.inOrder(word, values).parsedValue();
        } catch (IllegalArgumentException wrong) {
            throw arguments.refused(wrong);
        }
    }
}
