"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
//# sourceMappingURL=taxpayer.js.map