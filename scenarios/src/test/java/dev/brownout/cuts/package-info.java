/** Cuts between components, machines and zones, held to what is reckoned by hand. */
package dev.brownout.cuts;
