/** Uplink of a site to the Internet, shared by the bytes of all responses and writes. */
@ModelSheet(
        models = "One machine per region before the site's own: calls pass it at once, the bytes of their answers (and "
                + "of what is written) share the line in equal parts, as the connections on it do: M/G/1 processor "
                + "sharing. Answers that nobody waits for any more are carried all the same.",
        leftOut = "Packets and their loss, slow start, the bytes of headers and requests, any bound on how many "
                + "share the line.",
        checkedBy = "M/G/1-PS: an answer takes its own time on the idle line over 1 - utilization on average.",
        sources = "Massoulié and Roberts, Bandwidth sharing and admission control for elastic traffic, 2000.")
package dev.brownout.component.uplink;

import dev.brownout.spec.ModelSheet;
