package dev.brownout.language.binding;

import dev.brownout.language.binding.FaultParser.ParsedFault;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SourceText;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.scenario.FaultEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses the sentence of a fault that is not part of a file. */
public final class FaultSentence {
    private FaultSentence() {}

    /**
     * Returns the fault; empty if the sentence is invalid.
     *
     * @param path time, such as {@code path 4m}
     * @param sentence verb, target, arguments, duration and name, such as {@code crash web/1 for 72s}
     */
    public static Optional<FaultEntry> parse(String path, String sentence) {
        SourceLocation place = new SourceLocation(
                SourceText.of("", sentence), 1, 1, sentence.length(), SourceLocation.FILE, List.of());
        Node fault = new Entries(Map.of(path, new Entry(place, new Text(sentence, true, place))), place);
        ProblemCollector findings = new ProblemCollector();
        Vocabulary vocabulary = Vocabulary.standard();
        Binder binder = new Binder(
                vocabulary,
                DeclaredNames.of(new Entries(Map.of(), place), vocabulary),
                ReferencedFiles.withoutFolder(),
                Profiles.shippedInstance(),
                findings,
                new ResolvedSettings());
        List<ParsedFault> faults = new FaultParser(vocabulary, binder, findings).read(new Items(List.of(fault), place));
        return findings.errors() == 0 && faults.size() == 1
                ? Optional.of(faults.get(0).fault())
                : Optional.empty();
    }
}
