package dev.brownout.chart.draw;

import dev.brownout.format.TextSanitizer;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * SVG encoder for drawings. Text remains text. Each text states its width in the bundled font, so that it fits with any
 * font of the viewer. Hangul is drawn as shapes. Other scripts that the bundled font lacks use the fonts of the viewer.
 */
final class Svg {

    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String FONTS =
            "'Noto Sans KR', 'Noto Sans CJK KR', 'Apple SD Gothic Neo', 'Malgun Gothic', sans-serif";
    /** Number of decimals of coordinates. A tenth of a unit is invisible in a drawing about 1,000 units wide. */
    private static final int DECIMALS = 1;

    private Svg() {}

    static String render(int width, int height, String prefix, String title, Consumer<Graphics2D> drawing) {
        Typeface.prepare();
        Document document = document();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(DECIMALS);
        context.setIDGenerator(new PrefixedIds(prefix));
        MeasuredText g2 = new MeasuredText(context);
        g2.setSVGCanvasSize(new Dimension(width, height));
        drawing.accept(g2);
        Element root = g2.getRoot();
        describe(root, width, height, title);
        fit(root.getElementsByTagNameNS(NAMESPACE, "text"), g2.texts);
        replaceFonts(root);
        shorten(root.getElementsByTagNameNS(NAMESPACE, "path"));
        join(root);
        ((Element) root.getElementsByTagNameNS(NAMESPACE, "defs").item(0)).setAttributeNS(null, "id", prefix + "-defs");
        StringWriter text = new StringWriter();
        try {
            g2.stream(root, text, true, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String svg = text.toString();
        return svg.substring(svg.indexOf("<svg")).replace("\r\n", "\n").strip() + "\n";
    }

    static boolean isSvg(Graphics2D g2) {
        return g2 instanceof MeasuredText;
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK has no XML parser", e);
        }
    }

    private static void describe(Element root, int width, int height, String title) {
        root.setAttributeNS(null, "viewBox", "0 0 " + width + " " + height);
        root.setAttributeNS(null, "role", "img");
        Element text = root.getOwnerDocument().createElementNS(NAMESPACE, "title");
        text.setTextContent(TextSanitizer.replace(title));
        root.insertBefore(text, root.getFirstChild());
    }

    private static void fit(NodeList elements, List<Text> texts) {
        if (elements.getLength() != texts.size()) {
            throw new IllegalStateException(elements.getLength() + " texts, " + texts.size() + " measures");
        }
        for (int i = 0; i < texts.size(); i++) {
            Element text = (Element) elements.item(i);
            if (texts.get(i).width() > 0) {
                text.setAttributeNS(
                        null,
                        "textLength",
                        String.format(Locale.ROOT, "%.1f", texts.get(i).width()));
                text.setAttributeNS(null, "lengthAdjust", "spacingAndGlyphs");
            }
            if (texts.get(i).bold()) {
                text.setAttributeNS(null, "font-weight", "bold");
            }
        }
    }

    private static void replaceFonts(Element element) {
        if (!element.getAttributeNS(null, "font-family").isEmpty()) {
            element.setAttributeNS(null, "font-family", FONTS);
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element) {
                replaceFonts((Element) child);
            }
        }
    }

    private static void shorten(NodeList paths) {
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            path.setAttributeNS(null, "d", shorten(path.getAttributeNS(null, "d")));
        }
    }

    /** Returns the same outline in fewer characters. This halves the size of a drawing with many cells. */
    private static String shorten(String outline) {
        StringBuilder text = new StringBuilder(outline.length());
        String[] words = outline.split(" ", -1);
        String x = "";
        String y = "";
        String start = "";
        char last = ' ';
        for (int i = 0; i < words.length; i++) {
            char command = words[i].charAt(0);
            if (command != 'L' && command != 'M') {
                text.append(Character.isLetter(command) ? "" : " ").append(words[i]);
                last = Character.isLetter(command) ? command : last;
                x = "";
                y = "";
                continue;
            }
            String toX = words[i].substring(1);
            String toY = words[++i];
            start = command == 'M' ? toX + " " + toY : start;
            boolean closes = command == 'L' && i + 1 < words.length && words[i + 1].equals("Z");
            if (closes && start.equals(toX + " " + toY)) {
                continue;
            }
            if (command == 'L' && (toX.equals(x) || toY.equals(y))) {
                last = toX.equals(x) ? 'V' : 'H';
                text.append(last).append(last == 'V' ? toY : toX);
            } else {
                boolean continues = command == 'L' && (last == 'L' || last == 'M');
                text.append(continues ? " " : command).append(toX).append(' ').append(toY);
                last = command;
            }
            x = toX;
            y = toY;
        }
        return text.toString();
    }

    /** Joins adjacent lines with the same style into one path, such as those of a grid. */
    private static void join(Element parent) {
        Element outline = null;
        String lookup = "";
        Node next;
        for (Node child = parent.getFirstChild(); child != null; child = next) {
            next = child.getNextSibling();
            if (!(child instanceof Element element)) {
                continue;
            }
            if (!element.getTagName().equals("line")) {
                join(element);
                outline = null;
                continue;
            }
            String line = "M" + styleValue(element, "x1") + " " + styleValue(element, "y1") + "L"
                    + styleValue(element, "x2") + " " + styleValue(element, "y2");
            Map<String, String> rest = attributes(element);
            if (outline != null && lookup.equals(rest.toString())) {
                outline.setAttributeNS(null, "d", outline.getAttributeNS(null, "d") + line);
                parent.removeChild(element);
            } else {
                lookup = rest.toString();
                outline = parent.getOwnerDocument().createElementNS(NAMESPACE, "path");
                for (Map.Entry<String, String> attribute : rest.entrySet()) {
                    outline.setAttributeNS(null, attribute.getKey(), attribute.getValue());
                }
                outline.setAttributeNS(null, "d", line);
                parent.replaceChild(outline, element);
            }
        }
    }

    private static String styleValue(Element element, String name) {
        String value = element.getAttributeNS(null, name);
        element.removeAttributeNS(null, name);
        return value;
    }

    private static Map<String, String> attributes(Element element) {
        Map<String, String> all = new TreeMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            all.put(attribute.getNodeName(), attribute.getNodeValue());
        }
        return all;
    }

    private static final class PrefixedIds extends SVGIDGenerator {
        private final String prefix;
        private int count;

        PrefixedIds(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public String generateID(String kind) {
            return prefix + "-" + kind + count++;
        }
    }

    /**
     * Measurements of a drawn text: its width in the bundled font, 0 if the font lacks a character, and whether it is
     * bold.
     */
    private record Text(double width, boolean bold) {}

    /**
     * Records the measurements of each drawn text, in order. Draws Hangul as shapes, since few viewers have a font for
     * it.
     */
    private static final class MeasuredText extends SVGGraphics2D {
        private static final int HANGUL_JAMO = 0x1100;
        private static final int PUNCTUATION = 0x2000;
        private static final int HANGUL_LETTERS = 0x3130;

        private final List<Text> texts = new ArrayList<>();

        MeasuredText(SVGGeneratorContext context) {
            super(context, false);
        }

        @Override
        public void drawString(String string, float x, float y) {
            String text = TextSanitizer.replace(string);
            Font font = getFont();
            boolean covered = font.canDisplayUpTo(text) < 0;
            if (covered && text.chars().anyMatch(c -> c >= HANGUL_JAMO && c < PUNCTUATION || c >= HANGUL_LETTERS)) {
                fill(font.createGlyphVector(getFontRenderContext(), text).getOutline(x, y));
                return;
            }
            double width =
                    covered ? font.getStringBounds(text, getFontRenderContext()).getWidth() : 0;
            texts.add(new Text(width, Typeface.isBold(font)));
            super.drawString(text, x, y);
        }
    }
}
