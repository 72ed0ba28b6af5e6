/** Uplink of a site to the Internet, shared by the bytes of all responses and writes. */
@ModelSheet(
        models = {
            "One link per region in front of the site. Requests pass it without delay.",
            "The bytes of responses and of written data share its bandwidth equally, as TCP connections do: M/G/1"
                    + " processor sharing.",
            "A response is transmitted to its end even after the caller has timed out."
        },
        leftOut = {
            "Packets and their loss, slow start.",
            "The bytes of headers and requests.",
            "A limit on concurrent transfers."
        },
        checkedBy = "M/G/1-PS: the mean transfer time is the time on the idle link divided by 1 - utilization.",
        sources = "Massoulié and Roberts, Bandwidth sharing and admission control for elastic traffic, 2000.")
package dev.brownout.component.uplink;

import dev.brownout.spec.ModelSheet;
