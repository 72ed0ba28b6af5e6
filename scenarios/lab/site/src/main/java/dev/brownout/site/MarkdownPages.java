package dev.brownout.site;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Markdown as the pages use it: CommonMark with the tables of GitHub. */
final class MarkdownPages {
    /** Extensions of the parser and of the renderer. */
    static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private static final Parser PARSER = Parser.builder()
            .extensions(EXTENSIONS)
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    /** End of a sentence: a full stop that is not inside a number, a name or an abbreviation such as "e.g.". */
    private static final Pattern SENTENCE = Pattern.compile("(?<![ .(][a-zA-Z])[.!?](?= [A-Z`\"(0-9])");

    /** YAML between lines of three dashes at the begin of a page. */
    private static final Pattern FRONT_MATTER = Pattern.compile("\\A---\\R(?:.*\\R)*?---\\R");

    private MarkdownPages() {}

    /** Returns the blocks of a text. Blocks and inline nodes have their places in the text. */
    static Node parse(String text) {
        return PARSER.parse(text);
    }

    /** Returns a text with spaces in place of its front matter, so that all other parts keep their places. */
    static String withoutFrontMatter(String text) {
        Matcher front = FRONT_MATTER.matcher(text);
        return front.find() ? front.group().replaceAll("[^\\n]", " ") + text.substring(front.end()) : text;
    }

    /** Returns the text of a node without markup. Line breaks are spaces. */
    static String plainText(Node node) {
        StringBuilder plain = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                plain.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                plain.append(code.getLiteral());
            }

            @Override
            public void visit(HtmlInline html) {
                plain.append(' ');
            }

            @Override
            public void visit(SoftLineBreak line) {
                plain.append(' ');
            }

            @Override
            public void visit(HardLineBreak line) {
                plain.append(' ');
            }
        });
        return plain.toString().replaceAll("\\s+", " ").strip();
    }

    /** Returns the first sentence of a text. */
    static String sentence(String text) {
        Matcher end = SENTENCE.matcher(text);
        return end.find() ? text.substring(0, end.end()) : text;
    }

    /** Returns a text in lower case, the same in each locale. */
    static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
