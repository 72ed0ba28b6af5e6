package dev.brownout.cli;

import dev.brownout.language.Nearest;
import dev.brownout.language.Vocabulary;
import dev.brownout.reference.Manual;
import dev.brownout.reference.ManualMarkdown;
import dev.brownout.reference.Page;
import dev.brownout.reference.PageLines;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the manual's page about a word of the language, all words, or the whole manual. */
@Command(
        name = "explain",
        description = "Says what a word of a scenario means.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:explained", ExitCode.BAD_INPUT_LINE})
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "WORD",
            description = "a kind, policy, fault, distribution, load, step, metric, relation, section or unit; none for"
                    + " a list of them all")
    private String word;

    @Option(names = "--all", description = "the whole manual")
    private boolean all;

    @Option(names = "--format", paramLabel = "FORMAT", description = "of the whole manual: ${COMPLETION-CANDIDATES}")
    private Format format = Format.text;

    /** How the whole manual is written. */
    enum Format {
        /** For a terminal. */
        text,
        /** As docs/reference.md. */
        markdown
    }

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Refusal {
        if (all && word != null || format == Format.markdown && !all) {
            throw new ParameterException(spec.commandLine(), "--all is without a word, and --format goes with --all");
        }
        Manual manual = new Manual(Vocabulary.standard());
        if (format == Format.markdown) {
            terminal.out().print(ManualMarkdown.of(manual));
        } else if (all) {
            print(manual.pages());
        } else if (word == null) {
            PageLines.contents(manual, terminal.colorful()).forEach(terminal.out()::println);
        } else {
            print(pages(manual));
        }
        terminal.out().flush();
        return ExitCode.HELD;
    }

    private List<Page> pages(Manual manual) throws Refusal {
        List<Page> pages = manual.about(word);
        if (!pages.isEmpty()) {
            return pages;
        }
        if (new Shelf().has(word)) {
            throw new Refusal("brownout: '" + word + "' is a scenario, not a word of one; 'brownout show --resolved "
                    + word + "' says everything that it sets, and 'brownout run " + word + "' what comes of it");
        }
        String near = Nearest.to(word, manual.words())
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
        throw new Refusal("brownout: unknown word '" + word + "'" + near + " ('brownout explain' alone shows all)");
    }

    private void print(List<Page> pages) {
        for (int i = 0; i < pages.size(); i++) {
            if (i > 0) {
                terminal.out().println();
            }
            PageLines.of(pages.get(i), terminal.colorful()).forEach(terminal.out()::println);
        }
    }
}
