/**
 * The commands as tools of an assistant, over the Model Context Protocol: list, explain, validate, estimate, run,
 * compare, capacity and trace_slowest. Each call is limited in time and memory, and each answer in size.
 */
package dev.brownout.mcp;
