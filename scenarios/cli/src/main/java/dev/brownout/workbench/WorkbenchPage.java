package dev.brownout.workbench;

import dev.brownout.library.ShippedLibrary.Entry;
import java.util.List;

/** HTML page of the workbench: an editor for a scenario beside the report of its run. */
final class WorkbenchPage {
    private WorkbenchPage() {}

    /** Returns the page with the text of the initial scenario and a list of all scenarios of the library. */
    static String of(InitialScenario initial, List<Entry> entries) {
        return Workbench.file("page.html")
                .replace("<!-- scenarios -->", scenarioOptions(initial, entries))
                .replace("<!-- text -->", escapeHtml(initial.text()));
    }

    private static String scenarioOptions(InitialScenario initial, List<Entry> entries) {
        StringBuilder options = new StringBuilder();
        if (initial.file().isPresent()) {
            option(options, initial.name(), initial.name() + ".yaml", true);
        }
        String group = "";
        for (Entry entry : entries) {
            if (!entry.group().equals(group)) {
                options.append(group.isEmpty() ? "" : "</optgroup>");
                group = entry.group();
                options.append("<optgroup label=\"").append(escapeHtml(group)).append("\">");
            }
            boolean selected = initial.file().isEmpty() && entry.name().equals(initial.name());
            option(options, entry.name(), entry.name(), selected);
        }
        return options.append("</optgroup>").toString();
    }

    private static void option(StringBuilder options, String value, String label, boolean selected) {
        options.append("<option value=\"").append(escapeHtml(value)).append('"');
        options.append(selected ? " selected>" : ">").append(escapeHtml(label)).append("</option>");
    }

    private static String escapeHtml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
