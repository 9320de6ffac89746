/** The annotations with which a guest's opcodes are declared. */
package dev.lockstep.spec;
