/** What the source of an instruction set says, as records; nothing is judged here. */
package dev.lockstep.processor.read;
