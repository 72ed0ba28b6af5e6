/** Names and resolvers, held to what renewal theory knows of them. */
package dev.brownout.names;
