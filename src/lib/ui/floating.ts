export { default as Menu } from './MenuLayer.svelte';
export { default as PickerList } from './PickerList.svelte';
export { default as Popover } from './PopoverLayer.svelte';
export { default as Tooltip } from './TooltipLayer.svelte';
