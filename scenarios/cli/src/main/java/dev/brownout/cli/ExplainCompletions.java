package dev.brownout.cli;

import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.Manual;
import dev.brownout.reference.ManualPage;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Candidates for shell completion: the words of the language that have a page, and the names of scenarios. */
final class ExplainCompletions implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        Set<String> words = new LinkedHashSet<>();
        new Manual(LanguageDefinition.standard())
                .pages().stream()
                        .map(ManualPage::name)
                        .filter(name -> name.matches("[A-Za-z0-9._-]+"))
                        .forEach(words::add);
        new ScenarioNames().forEach(words::add);
        return words.iterator();
    }
}
