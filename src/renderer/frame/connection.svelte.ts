/** Whether the browser tab still reaches its studio; a window always does, or is told otherwise. */
export const connection = $state({ isLost: false })
